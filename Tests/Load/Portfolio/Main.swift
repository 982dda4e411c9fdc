import Domain
import Foundation
import Store

/// Makes a portfolio of many plans in a data folder and measures, within the process, what grows with it. One line of
/// JSON: seconds and milliseconds, every run of them. With `texts`, it is many rows of text that are looked through;
/// with `updates`, how many updates a second the door takes when it lets so many share a commit.
///
///     portfolio DATA MIGRATIONS PLANS SESSION-HASHES TASKS
///     portfolio DATA MIGRATIONS ROWS texts
///     portfolio DATA MIGRATIONS SECONDS updates GROUP
@main struct Portfolio {
    static func main() async throws {
        let given = CommandLine.arguments, last = given.count > 5 ? Int(given[5]) : nil
        guard (5...6).contains(given.count), let plans = Int(given[3]), plans > 0, given[4] == "texts" || last != nil
        else {
            let usage = "portfolio DATA MIGRATIONS PLANS SESSION-HASHES TASKS | ROWS texts | SECONDS updates GROUP\n"
            FileHandle.standardError.write(Data(usage.utf8))
            exit(2)
        }
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let newID: @Sendable () -> Identifier = {
            // Of the moment, as the server makes them: they rise with time, and so what is written together lies together.
            let moment = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
            var random = SystemRandomNumberGenerator()
            return Identifier(at: moment, using: &random)
        }
        let group = given[4] == "updates" ? last : nil
        let store = try Store(
            folder: given[1], migrations: given[2], largestGroup: group ?? Store.largestGroup, clock: { now },
            newID: newID)
        if given[4] == "updates" {
            let report = try await Updates(store: store, now: now, seconds: Double(plans)).run()
            try store.close()
            return try say(report)
        }
        if given[4] == "texts" {
            let report = try await Texts(store: store, now: now, rows: plans).run()
            try store.close()
            return try say(report)
        }
        let filling = Filling(store: store, now: now, plans: plans, tasks: last ?? 20)
        let hashes = given[4].split(separator: ",").map(String.init)
        let (made, filled) = try await timed { try await filling.run(sessionHashes: hashes) }
        let report = Report(
            plans: plans, filled: filled, closed: try await closings(store, plans, until: now),
            alignment: try await Self.alignment(store, made.leader, made.plans, at: now),
            pages: try await pages(store, made.leader, at: now))
        try store.close()
        try say(report)
    }

    private static func say(_ report: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    struct Report: Encodable {
        let plans: Int
        /// In seconds: making it, and each time a day was closed, which recomputes all scores.
        let filled: Double, closed: [Double]
        /// In milliseconds: the alignment of one plan, and pages of the portfolio by order.
        let alignment: [Double], pages: [String: [Double]]
    }

    private static func closings(_ store: Store, _ plans: Int, until now: Instant) async throws -> [Double] {
        var all: [Double] = []
        // One is enough where it takes long.
        for days in plans > 1000 ? [0] : [2, 1, 0] {
            all.append(try await timed { try await store.closeDay(at: now.adding(seconds: -days * 86_400)) }.took)
        }
        return all
    }

    private static func alignment(
        _ store: Store, _ leader: Member, _ plans: [ID<Plan>], at now: Instant
    ) async throws -> [Double] {
        var all: [Double] = []
        for plan in stride(from: 0, to: plans.count, by: max(1, plans.count / 100)).map({ plans[$0] }) {
            let (_, took) = try await timed {
                try await store.read(as: Caller(leader), at: now) { try $0.alignment(of: plan) }
            }
            all.append(took * 1000)
        }
        return all
    }

    private static func pages(_ store: Store, _ leader: Member, at now: Instant) async throws -> [String: [Double]] {
        var all: [String: [Double]] = [:]
        for order in PortfolioQuery.Order.allCases {
            for descending in [false, true] {
                var query = PortfolioQuery()
                (query.order, query.descending) = (order, descending)
                let asked = query
                for _ in 0..<5 {
                    let (_, took) = try await timed {
                        try await store.read(as: Caller(leader), at: now) { try $0.portfolio(asked) }
                    }
                    all["\(order)\(descending ? " falling" : "")", default: []].append(took * 1000)
                }
            }
        }
        return all
    }
}

func timed<T: Sendable>(
    _ body: @Sendable () async throws -> T
) async rethrows -> (result: T, took: Double) {
    let clock = ContinuousClock(), start = clock.now
    let result = try await body()
    let took = start.duration(to: clock.now).components
    return (result, Double(took.seconds) + Double(took.attoseconds) / 1e18)
}
