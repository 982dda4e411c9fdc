/// The text of a record by which it is found.
public struct SearchText: Hashable, Sendable {
    /// What it is called; most is made of words found here.
    public let title: String
    public let body: String
    /// What guests do not get.
    public let staff: String

    /// Nil when there is nothing to find it by.
    public init?<R: Record>(_ record: R) {
        guard R.isSearched else { return nil }
        var texts: [(Traits, String)] = []
        for field in R.fields.all where field.traits.isSearchable {
            if case .text(let text) = field.get(record) { texts.append((field.traits, text)) }
        }
        self.init(texts)
    }

    /// - Parameter texts: of the searchable fields, in the order of their declaration
    public init?(_ texts: some Sequence<(Traits, String)>) {
        var title = "", body: [String] = [], staff: [String] = []
        for (traits, text) in texts where !text.isEmpty {
            if traits.isStaffOnly {
                staff.append(text)
            } else if title.isEmpty, !traits.isMultiline {
                title = text
            } else {
                body.append(Mentions.plain(text))
            }
        }
        if title.isEmpty, body.isEmpty, staff.isEmpty { return nil }
        (self.title, self.body, self.staff) = (title, body.joined(separator: "\n"), staff.joined(separator: "\n"))
    }
}
extension Record {
    /// Whether those who see it find it by its words. Blind answers, and what is one's own, are in no index.
    public static var isSearched: Bool {
        switch access.visibility {
        case .blind, .own, .ownOrShared: false
        case .everyone, .colleagues, .accounts, .plans, .planContent, .staffContent:
            fields.all.contains(where: \.traits.isSearchable)
        }
    }
}
