import Synchronization

/// Answers that are asked for with every request, each good until what it was read from changes.
///
/// A generation is a number that has grown before whoever wrote is answered. It is taken before reading: an answer that
/// a commit overtook is kept under a number that nobody asks for any more.
final class Remembered<Key: Hashable & Sendable, Answer: Sendable>: Sendable {
    private struct State { var generation = 0, answers: [Key: Answer] = [:] }
    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: at so many answers, all are forgotten
    init(limit: Int = 10_000) { self.limit = limit }

    func answer(to key: Key, at generation: Int) -> Answer? {
        state.withLock { $0.generation == generation ? $0.answers[key] : nil }
    }

    func keep(_ answer: Answer, to key: Key, at generation: Int) {
        state.withLock { state in
            if generation < state.generation { return }
            if generation > state.generation || state.answers.count >= limit { state.answers = [:] }
            state.generation = generation
            state.answers[key] = answer
        }
    }
}

/// Counts the commits that changed any row of some tables, whoever wrote it and why.
final class Watch: Sendable {
    private struct State { var generation = 0, isTouched = false }
    private let state = Mutex(State())

    var generation: Int { state.withLock(\.generation) }
    func touch() { state.withLock { $0.isTouched = true } }
    /// To be called after each commit, before its writers are answered.
    func committed() {
        state.withLock { state in
            if state.isTouched { state.generation += 1 }
            state.isTouched = false
        }
    }
}
