import Domain

/// Events in the format of the HTML standard, section 9.2 (text/event-stream).
enum SSE {
    static let beat = Array(": beat\n\n".utf8)

    /// `{"epoch", "seq"}`: everything after this `seq` follows.
    static func hello(epoch: String, seq: Int64) -> [UInt8] {
        Array("id: \(epoch).\(seq)\nevent: hello\ndata: {\"epoch\":\"\(epoch)\",\"seq\":\(seq)}\n\n".utf8)
    }

    /// `{"seq"}`: what the client has is of another history or too old; read anew, then everything after `seq` follows.
    static func reset(epoch: String, seq: Int64) -> [UInt8] {
        Array("id: \(epoch).\(seq)\nevent: reset\ndata: {\"epoch\":\"\(epoch)\",\"seq\":\(seq)}\n\n".utf8)
    }

    /// `{"plan"}`: it is not there any more, or not for the caller.
    static func gone(_ plan: ID<Plan>) -> [UInt8] {
        Array("event: gone\ndata: {\"plan\":\"\(plan.text)\"}\n\n".utf8)
    }

    /// Derived results of a plan that moved. Not journaled: the newest is enough.
    static func figures(_ json: [UInt8]) -> [UInt8] { Array("event: figures\ndata: ".utf8) + json + Array("\n\n".utf8) }

    /// `{"plan", "members": [id], "places": [{"member", "place", "doing"}]}`: who has the plan open, each once, and where
    /// on it they are.
    static func presence(
        _ plan: ID<Plan>, _ members: [ID<Member>], _ places: [(member: ID<Member>, place: Place)]
    ) -> [UInt8] {
        let list = members.map { "\"\($0.text)\"" }.joined(separator: ",")
        let spots = places.map { one in
            let doing = one.place.doing.map { "\"\($0.rawValue)\"" } ?? "null"
            return "{\"member\":\"\(one.member.text)\",\"place\":\"\(one.place.name)\",\"doing\":\(doing)}"
        }.joined(separator: ",")
        let data = "{\"plan\":\"\(plan.text)\",\"members\":[\(list)],\"places\":[\(spots)]}"
        return Array("event: presence\ndata: \(data)\n\n".utf8)
    }

    /// `{"seq", "entry", "at", "actor", "changes": […]}`; tells where in the bytes each change came to lie.
    static func entry(_ entry: Entry, epoch: String, placed: (Change, Range<Int>) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + entry.changes.reduce(0) { $0 + $1.json.count + 1 })
        bytes += "id: \(epoch).\(entry.seq)\nevent: entry\ndata: {\"seq\":\(entry.seq),\"entry\":\(entry.number)".utf8
        bytes += ",\"at\":\"\(entry.at.text)\",\"actor\":\"\(entry.actor.text)\",\"changes\":[".utf8
        for (place, change) in entry.changes.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            let start = bytes.count
            bytes += change.json
            placed(change, start..<bytes.count)
        }
        bytes += "]}\n\n".utf8
        return bytes
    }
}
