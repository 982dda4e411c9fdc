/// The names of a kind of record: `planMember` in code and journal, `planMembers` as a collection in JSON,
/// `plan-members` in addresses, `plan_member` in SQL.
public struct Kind: Hashable, Sendable {
    public let name, plural, path, table: String
    public init(_ name: String, plural: String? = nil) {
        self.name = name
        self.plural = plural ?? name + "s"
        table = snakeCase(name)
        path = snakeCase(self.plural).replacing("_", with: "-")
    }
    /// As a sentence says it: "plan member".
    public var words: String { Domain.words(name) }
}

/// What every record carries besides its fields. Only the store writes it.
public struct Stamp: Hashable, Sendable {
    /// The `seq` of its last change.
    public var rev: Int64 = 0
    public var createdAt = Instant(milliseconds: 0), createdBy = Identifier.none
    public var updatedAt = Instant(milliseconds: 0)
    public init() {}
}

/// A kind of thing that people work on, declared once: its fields, who may do what, and its rules.
public protocol Record: Hashable, Sendable {
    static var kind: Kind { get }
    static var fields: Fields<Self> { get }
    static var access: Access<Self> { get }
    /// Archived kinds cannot be deleted; parts of a plan can.
    static var isDeletable: Bool { get }
    /// Whether only actions make and change it: nobody signs by filling in a form.
    static var isMadeByActions: Bool { get }
    /// Whether it only ever follows from another change: undo takes it along with that, whoever has done what with it.
    static var isConsequence: Bool { get }
    /// What one field alone cannot tell: "due before start".
    static func rules(_ record: Self) -> [Problem]
    /// What follows from an edit within the record itself: a task that became done gets its moment.
    mutating func settle(since old: Self?, by actor: ID<Member>, at now: Instant, in records: some Lookup) throws
    /// What only other records can tell: "the assignee is not on the plan team".
    static func check(_ new: Self, since old: Self?, in records: some Lookup) throws -> [Problem]
    /// What a change of it says about who gets in and who may see what. Nil is what is not yet there, or no more.
    static func audited(_ old: Self?, _ new: Self?) -> [AuditNote]
    /// The same without what tells who it is about: personal fields hold nothing, or where they must, a word for that.
    func redacted() -> Self
    var id: ID<Self> { get set }
    var stamp: Stamp { get set }
    init()
}
extension Record {
    public static var isDeletable: Bool { true }
    public static var isMadeByActions: Bool { false }
    public static var isConsequence: Bool { false }
    public static func rules(_ record: Self) -> [Problem] { [] }
    public mutating func settle(since old: Self?, by actor: ID<Member>, at now: Instant, in records: some Lookup) throws
    {}
    public static func check(_ new: Self, since old: Self?, in records: some Lookup) throws -> [Problem] { [] }
    public static func audited(_ old: Self?, _ new: Self?) -> [AuditNote] { [] }
    public func redacted() -> Self {
        var copy = self
        for field in Self.fields.all where field.traits.isPersonal { _ = field.set(&copy, .null) }
        return copy
    }
}

/// What rules and reactions may ask for: other records, as they are at this moment of the transaction.
public protocol Lookup {
    func find<R: Record>(_ id: ID<R>) throws -> R?
    /// Those in which each of these declared fields holds this value.
    func all<R: Record>(_: R.Type, where fields: [String: Value]) throws -> [R]
    /// Whether somebody may see a plan; those who have left may not.
    func sees(_ member: ID<Member>, _ plan: ID<Plan>) throws -> Bool
}
extension Lookup {
    /// Whether somebody may see a record of a plan, or one of none, which is for all staff.
    func sees<R: Record>(_ member: ID<Member>, _ record: R) throws -> Bool {
        if record.plan == nil || record.isAmongStaff {
            guard let member = try find(member), !member.archived, member.role != .guest else { return false }
        }
        return try record.plan.map { try sees(member, $0) } ?? true
    }

    /// What somebody is on a plan; nil for those who are not on its team.
    public func planMember(_ member: ID<Member>, on plan: ID<Plan>) throws -> PlanMember? {
        try all(PlanMember.self, where: ["plan": .id(plan.raw), "member": .id(member.raw)]).first
    }

    /// The day it is for everybody: shared figures use the workspace's zone, so that two people see one score.
    public func today(at now: Instant) throws -> Day { Day(of: now, in: try timeZone()) }
    public func timeZone() throws -> String { try all(Workspace.self, where: [:]).first?.timeZone ?? "UTC" }
}

/// What is wrong with one field; the message is the end of the sentence that the field's name begins.
public struct Problem: Hashable, Sendable {
    public let field, message: String
    /// Which of several plans is meant.
    public let plan: ID<Plan>?
    public init(_ field: String, _ message: String, plan: ID<Plan>? = nil) {
        (self.field, self.message, self.plan) = (field, message, plan)
    }
}
public struct Invalid: Error, Hashable {
    public let problems: [Problem]
    public init(_ problems: [Problem]) { self.problems = problems }
}

/// A JSON merge patch (RFC 7396) of a record, whose members are never objects: each is set, or with null taken away.
public struct Patch: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    public var members: [String: Value]
    public init(_ members: [String: Value]) { self.members = members }
    public init(dictionaryLiteral elements: (String, Value)...) { members = Dictionary(elements) { $1 } }
}

/// One field that differs between two states of a record.
public struct Edit: Hashable, Sendable {
    public let place: Int, name: String, before, after: Value
    public init(place: Int, name: String, before: Value, after: Value) {
        (self.place, self.name, self.before, self.after) = (place, name, before, after)
    }
}

extension Record {
    public init(_ id: ID<Self>, _ edit: (inout Self) -> Void) {
        self.init()
        self.id = id
        edit(&self)
    }

    /// Everything that is wrong, field by field in the order of declaration.
    public func problems() -> [Problem] {
        let wrong = Self.fields.all.compactMap { field in field.problem(self).map { Problem(field.name, $0) } }
        return wrong.isEmpty ? Self.rules(self) : wrong
    }

    /// Sets what the patch sets. Throws all that is wrong with it, and then leaves the record as it was.
    public mutating func apply(_ patch: Patch, creating: Bool = false) throws(Invalid) {
        var new = self
        var wrong: [String: String] = [:]
        for (name, value) in patch.members {
            guard let field = Self.fields[name] else {
                wrong[name] = "is not a field of \(Self.kind.name)"
                continue
            }
            let wasSet = field.set(&new, value)
            if field.traits.isReadOnly || field.traits.isFixed && !creating {
                if !wasSet || field.differs(self, new) { wrong[name] = "cannot be changed" }
            } else if !wasSet {
                wrong[name] = value == .null ? "is required" : field.traits.shape.wanted
            }
        }
        for problem in new.problems() where wrong[problem.field] == nil { wrong[problem.field] = problem.message }
        guard wrong.isEmpty else { throw Invalid(wrong.sorted { $0.key < $1.key }.map { Problem($0, $1) }) }
        self = new
    }

    /// The fields in which this state differs from an older one.
    public func edits(since old: Self) -> [Edit] {
        var edits: [Edit] = []
        let fields = Self.fields.all
        // By place: `enumerated()` would not be specialised across modules, and every write passes here.
        for place in 0..<fields.count where fields[place].differs(old, self) {
            let field = fields[place]
            edits.append(Edit(place: place, name: field.name, before: field.get(old), after: field.get(self)))
        }
        return edits
    }

    /// The plan that the record belongs to; a plan belongs to itself.
    public var plan: ID<Plan>? {
        if let plan = self as? Plan { return plan.id }
        for field in Self.fields.all where field.traits.isScope {
            if case .id(let id) = field.get(self), field.traits.shape == ID<Plan>.shape { return ID(id) }
        }
        return nil
    }

    /// The records that it may name among several kinds.
    var named: [RecordReference] {
        Self.fields.all.compactMap { field in
            guard field.traits.shape == .anyReference, case .text(let text) = field.get(self) else { return nil }
            return RecordReference(text)
        }
    }

    /// The account that a record of no plan is about.
    public var accountNamed: ID<Account>? {
        named.first { $0.kind == Account.kind.name }.map { ID($0.id) }
    }
}
