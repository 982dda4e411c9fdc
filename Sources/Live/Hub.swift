public import Domain
import Synchronization

/// Where commits meet streams: the tail of the journal, who listens, and who is present.
///
/// The store publishes each commit, in order; streams are woken and read on from their own cursors. Nothing here waits,
/// and nothing here knows the time but by `tick`.
public final class Hub: Sendable {
    public struct Limits: Sendable {
        /// How far back the tail reaches at most.
        public var entries = 20_000, bytes = 32 << 20
        /// Open streams: in all, of one member, and plans of one stream.
        public var streams = 10_000, perMember = 30, plans = 50
        /// About how many bytes are given out in one step: what a slow reader has the server hold for it.
        public var step = 16 << 10
        public init() {}
    }
    public struct Times: Sendable {
        /// How often a stream hears that it is alive.
        public var beat = Duration.seconds(20)
        /// How long a stream lives at most; each a little shorter, so that they do not all come again at once.
        public var lifetime = Duration.seconds(3600)
        /// How long somebody who left is still shown.
        public var grace = Duration.seconds(3)
        /// How long somebody is shown in a place after they last said so.
        public var place = Duration.seconds(30)
        public init() {}
    }
    /// Why a stream cannot be opened.
    public enum Refusal: Error, Sendable { case tooManyStreams, tooManyPlans, full, closed }

    /// What there is at the moment.
    public struct Figures: Sendable { public let streams, members, entries, bytes: Int }

    public let epoch: String, limits: Limits, times: Times
    private let state: Mutex<State>

    struct State {
        var tail: Tail
        var listeners = Listeners(), presence = Presence()
        /// The newest figures of each plan that moved, as JSON.
        var figures: [ID<Plan>: [UInt8]] = [:]
        var now = Duration.zero, nextBeat: Duration, opened = 0, isClosed = false
    }

    /// - Parameters:
    ///   - epoch: the store's
    ///   - seq: the newest change in the journal; what is published comes after it
    public init(epoch: String, after seq: Int64, limits: Limits = Limits(), times: Times = Times()) {
        (self.epoch, self.limits, self.times) = (epoch, limits, times)
        let tail = Tail(after: seq, longest: limits.entries, largest: limits.bytes)
        state = Mutex(State(tail: tail, nextBeat: times.beat))
    }

    public var figures: Figures {
        state.withLock {
            Figures(
                streams: $0.listeners.all.count, members: $0.listeners.members, entries: $0.tail.count,
                bytes: $0.tail.size)
        }
    }

    // MARK: what happened

    /// Takes the entries of a commit. To be called in the order of `seq`, after the commit.
    public func publish(_ entries: [Entry]) {
        let frames = entries.map { Frame($0, epoch: epoch) }
        let wakes = state.withLock { state in
            var wakes: [AsyncStream<Void>.Continuation] = []
            for frame in frames where frame.seq > state.tail.newest {
                state.tail.append(frame)
                for number in state.listeners.concerned(by: frame) {
                    state.listeners.edit(number) { listener in
                        guard !listener.isPending, listener.cursor < frame.seq else { return }
                        listener.cursor = max(listener.cursor, frame.before)
                        listener.isPending = true
                        wakes.append(listener.wake)
                    }
                }
            }
            return wakes
        }
        for wake in wakes { wake.yield() }
    }

    /// Lets go of the entries there were: whoever has yet to hear of one reads it from the journal, as it stands there now.
    public func forget() { state.withLock { $0.tail.forget() } }

    /// Takes derived results of plans that moved, as JSON objects. To be called after the commit that moved them.
    public func publish(figures: [(plan: ID<Plan>, json: [UInt8])]) {
        let wakes = state.withLock { state in
            var woken: Set<Int> = []
            for (plan, json) in figures {
                state.figures[plan] = json
                let numbers = state.listeners.staff(hearing: plan)
                for number in numbers { state.listeners.edit(number) { $0.staleFigures.insert(plan) } }
                woken.formUnion(numbers)
            }
            return state.wakes(of: woken)
        }
        for wake in wakes { wake.yield() }
    }

    /// What somebody gets of an entry that was read from the journal; nil when they see none of it.
    public func event(_ entry: Entry, for grant: Grant) -> [UInt8]? { Frame(entry, epoch: epoch).bytes(for: grant) }

    /// Somebody says where they are on a plan that they have open, and nowhere with nil; others who have it open hear of
    /// it. Nothing happens when they have no stream for it.
    /// - Parameter tab: which of their tabs says so; each is somewhere by itself
    public func move(_ member: ID<Member>, tab: String = "", to place: Place?, on plan: ID<Plan>) {
        let wakes = state.withLock { state in
            let expires = state.now + times.place
            let isNews = state.presence.move(member, tab: tab, to: place, on: plan, expires: expires)
            return isNews ? state.wakes(of: state.markPresence(of: plan)) : []
        }
        for wake in wakes { wake.yield() }
    }

    /// Time passes: beats, lifetimes, those who left, and places that nobody holds any more. `now` only grows.
    public func tick(at now: Duration) {
        let wakes = state.withLock { state in
            state.now = now
            var woken = Set<Int>()
            let isBeat = now >= state.nextBeat
            if isBeat { state.nextBeat = now + times.beat }
            for (number, listener) in state.listeners.all {
                if isBeat {
                    state.listeners.edit(number) { $0.isBeatDue = true }
                    woken.insert(number)
                }
                if listener.expires <= now, listener.ending == nil {
                    state.listeners.edit(number) { $0.ending = .lifetime }
                    woken.insert(number)
                }
            }
            for plan in state.presence.settle(at: now) { woken.formUnion(state.markPresence(of: plan)) }
            return state.wakes(of: woken)
        }
        for wake in wakes { wake.yield() }
    }

    /// Ticks until it is cancelled.
    public func run(on clock: some Clock<Duration> = ContinuousClock()) async {
        let start = clock.now
        while !Task.isCancelled {
            try? await clock.sleep(for: .milliseconds(500))
            tick(at: start.duration(to: clock.now))
        }
    }

    // MARK: streams

    /// Opens a stream. It begins with `hello`, and with who is present on its plans.
    /// - Parameters:
    ///   - session: by which it can be ended
    ///   - asked: the plans that are open on the screen; those that the grant does not hold are told `gone`
    ///   - since: what the client has, not more than the grant's `seq`; nil when it has nothing and takes what comes
    ///   - isReset: the client's position was of another history
    public func open(
        session: String, _ grant: Grant, asked: [ID<Plan>], since: Int64?, isReset: Bool = false
    ) throws(Refusal) -> EventStream {
        if asked.count > limits.plans { throw .tooManyPlans }
        let cursor = min(since ?? grant.seq, grant.seq)
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        var hello = SSE.hello(epoch: epoch, seq: cursor)
        if isReset { hello += SSE.reset(epoch: epoch, seq: cursor) }
        let gone = asked.filter { !grant.hears($0) }
        let result: Result<(Int, [AsyncStream<Void>.Continuation]), Refusal> = state.withLock { state in
            if state.isClosed { return .failure(.closed) }
            if state.listeners.all.count >= limits.streams { return .failure(.full) }
            if state.listeners.count(of: grant.member) >= limits.perMember { return .failure(.tooManyStreams) }
            state.opened += 1
            let number = state.opened, open = Set(asked).subtracting(gone)
            state.listeners.add(
                number,
                Listener(
                    session: session, wake: wake, expires: state.now + lifetime(of: number), grant: grant, open: open,
                    cursor: cursor, isPending: cursor < state.tail.newest, hello: hello, stalePresence: open, gone: gone
                ))
            var woken = Set<Int>()
            for plan in open where state.presence.enter(grant.member, plan) {
                woken.formUnion(state.markPresence(of: plan))
            }
            return .success((number, state.wakes(of: woken)))
        }
        let (number, others) = try result.get()
        for other in others { other.yield() }
        return EventStream(self, number, wakes)
    }

    /// Ends the streams of a session that was signed out or revoked.
    public func end(session: String) { end(.revoked) { $0.session == session } }
    /// Ends all streams of a member.
    public func end(member: ID<Member>) { end(.revoked) { $0.grant.member == member } }

    /// Ends all streams, and opens no more.
    public func shutDown() {
        state.withLock { $0.isClosed = true }
        end(.shutdown) { _ in true }
    }

    private func end(_ why: EventStream.Ending, where isMeant: (Listener) -> Bool) {
        let numbers = state.withLock { $0.listeners.all.filter { isMeant($0.value) }.keys }
        for number in numbers { end(number, why) }
    }

    /// Between nine tenths of the lifetime and all of it, spread evenly: multiples of the golden ratio.
    private func lifetime(of number: Int) -> Duration {
        let spread = (Double(number) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
        return times.lifetime * (0.9 + 0.1 * spread)
    }
}

// MARK: what a stream asks
extension Hub {
    func end(_ number: Int, _ why: EventStream.Ending) {
        state.withLock { state in
            state.listeners.edit(number) { if $0.ending == nil { $0.ending = why } }
            return state.listeners[number]?.wake
        }?.yield()
    }

    func close(_ number: Int) {
        state.withLock { state in
            guard let listener = state.listeners.remove(number) else { return }
            for plan in listener.open {
                state.presence.leave(listener.grant.member, plan, until: state.now + times.grace)
            }
        }
    }

    func renew(_ number: Int, _ grant: Grant) { state.withLock { $0.renew(number, grant, grace: times.grace) } }

    func move(_ number: Int, to seq: Int64, _ grant: Grant, isReset: Bool) {
        state.withLock { state in
            state.renew(number, grant, grace: times.grace)
            let newest = state.tail.newest
            state.listeners.edit(number) { listener in
                (listener.cursor, listener.isPending) = (seq, seq < newest)
                if isReset { listener.hello = SSE.reset(epoch: epoch, seq: seq) }
            }
        }
    }

    /// The next step, or nil when there is nothing to do.
    func take(_ number: Int) -> EventStream.Step? {
        state.withLock { state in
            guard var listener = state.listeners[number] else { return .end(.cancelled) }
            if let why = listener.ending { return .end(why) }
            var out = listener.hello ?? []
            for plan in listener.gone { out += SSE.gone(plan) }
            for plan in listener.stalePresence.sorted(by: { $0.raw < $1.raw }) {
                let places = state.presence.places(plan).filter { listener.grant.isStaff || !$0.place.isAmongStaff }
                out += SSE.presence(plan, state.presence.members(plan), places)
            }
            (listener.hello, listener.gone, listener.stalePresence) = (nil, [], [])
            var step: EventStream.Step?
            if listener.isPending {
                if listener.cursor < state.tail.floor {
                    step = .behind(since: listener.cursor)
                } else {
                    step = read(state.tail, &listener, into: &out)
                }
            }
            // After the entries that moved them, so that whoever reads anew finds the new ones.
            if !listener.isPending {
                for plan in listener.staleFigures.sorted(by: { $0.raw < $1.raw }) {
                    out += state.figures[plan].map(SSE.figures) ?? []
                }
                listener.staleFigures = []
            }
            if out.isEmpty, step == nil, listener.isBeatDue { out = SSE.beat }
            if !out.isEmpty { (listener.isBeatDue, step) = (false, .send(out)) }
            state.listeners.edit(number) { $0 = listener }
            return step
        }
    }

    /// Reads on in the tail; stops where rights have to be looked at again.
    private func read(_ tail: Tail, _ listener: inout Listener, into out: inout [UInt8]) -> EventStream.Step? {
        var step: EventStream.Step?, cursor = listener.cursor, isThrough = true
        let grant = listener.grant
        tail.each(after: cursor) { frame in
            if grant.isOutdated(by: frame) {
                step = .recheck
            } else if out.count < limits.step {
                if let bytes = frame.bytes(for: grant) {
                    // Alone it is shared with all others who get it, and not copied.
                    if out.isEmpty { out = bytes } else { out += bytes }
                }
                cursor = frame.seq
                return true
            }
            isThrough = false
            return false
        }
        (listener.cursor, listener.isPending) = (cursor, !isThrough)
        return step
    }
}

extension Hub.State {
    /// The plan's presence is to be told anew to those who have it open.
    mutating func markPresence(of plan: ID<Plan>) -> Set<Int> {
        let numbers = listeners.having(open: plan)
        for number in numbers { listeners.edit(number) { $0.stalePresence.insert(plan) } }
        return numbers
    }

    func wakes(of numbers: Set<Int>) -> [AsyncStream<Void>.Continuation] { numbers.compactMap { listeners[$0]?.wake } }

    mutating func renew(_ number: Int, _ grant: Grant, grace: Duration) {
        for plan in listeners.renew(number, grant) { presence.leave(grant.member, plan, until: now) }
    }
}
