/// Who is told what of comments.
extension Reactions {
    static let ofWords: [Reaction] = [commentIsTold]

    static let commentIsTold = Reaction(to: Comment.self) { it in
        let old = it.old, comment = it.new
        if let old, old.text == comment.text, old.deleted == comment.deleted { return [] }
        let about = RecordReference(comment.id)
        if comment.deleted { return try it.around.settle([.mentioned], about: about) }
        let known = Set(old.map { Mentions.members(in: $0.text) } ?? [])
        let named = Mentions.members(in: comment.text).filter { !known.contains($0) }
        let told = try it.around.notify(named, of: .mentioned, about: about, in: comment)
        guard old == nil, let thread = comment.parent else { return told }
        // Who is named is not told twice.
        let others = try speakers(of: thread, it.around.records).filter { !named.contains($0) }
        return try told + it.around.notify(others, of: .replied, about: RecordReference(thread), in: comment)
    }

    /// Who began a thread, and who has replied.
    private static func speakers(of thread: ID<Comment>, _ records: any Lookup) throws -> [ID<Member>] {
        let replies = try records.all(Comment.self, where: ["parent": .id(thread.raw)])
        return ([try records.find(thread)].compactMap { $0 } + replies.filter { !$0.deleted })
            .map { ID<Member>($0.stamp.createdBy) }
    }
}
