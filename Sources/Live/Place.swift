import Domain

/// Where somebody is on a plan, and what they do there.
public struct Place: Sendable, Equatable {
    public enum Doing: String, Sendable, CaseIterable {
        case typing
        /// A review, which others follow.
        case leading
    }
    /// How long a name of a place may be, in characters.
    public static let length = 200

    /// `objective:<id>.target`; ASCII letters, digits and `: . / _ -`, so that it names things and says nothing.
    public let name: String
    public let doing: Doing?

    /// Whether it is in what guests do not see.
    var isAmongStaff: Bool { doing == .leading || Kinds.ofPlanStaff.contains(String(name.prefix { $0 != ":" })) }

    /// Nil when it is no name of a place.
    public init?(_ name: String, doing: Doing? = nil) {
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: ":./_-".utf8.contains(byte)
            }
        }
        guard isName, !name.isEmpty, name.utf8.count <= Self.length else { return nil }
        (self.name, self.doing) = (name, doing)
    }
}
