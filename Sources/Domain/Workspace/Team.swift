/// A function of the company: Sales, Marketing, Product, Success from the start; admins rename and add.
public struct Team: Record {
    public enum Color: String, Choice { case blue, pink, teal, amber, violet, green, red, cyan }
    public var id = ID<Team>.none, stamp = Stamp()
    public var name = ""
    public var color = Color.blue
    /// Where it stands among the teams, on every screen.
    public var position = 0
    public var archived = false
    public init() {}

    public static let kind = Kind("team")
    public static let isDeletable = false
    public static let access = Access<Team>.adminsEdit
    public static let fields = Fields<Team> {
        Field("name", \.name).text(1...80).searchable().sortable()
        Field("color", \.color)
        Field("position", \.position).between(0...10_000).sortable()
        Field("archived", \.archived).filterable()
    }
}
