import Domain
import Store

extension Scribe {
    /// How people of the company have come to look at their lists: what two of them share, and one keeps for herself.
    func views(of people: People, _ past: Past) -> [Deed] {
        func view(
            _ owner: String, _ screen: SavedView.Screen, _ name: String, _ query: String, shared: Bool, place: Int
        ) -> Deed? {
            guard let person = people.find(owner) else { return nil }
            return Deed(at: past.moment(20 - place, minute: 560 + place * 20), by: person) { tx in
                try tx.insert(
                    SavedView(tx.newID()) {
                        ($0.owner, $0.screen, $0.name, $0.query) = (person.id, screen, name, query)
                        ($0.shared, $0.position) = (shared, place)
                    })
            }
        }
        let mira = people.find("Mira Okafor")?.id.text ?? ""
        return [
            view("Henrik Aalto", .accounts, "Largest renewals", "renewal=365&sort=-arr", shared: true, place: 1),
            view("Henrik Aalto", .alignment, "A team disagrees", "only=disagreed", shared: true, place: 2),
            view(
                "Mira Okafor", .accounts, "My renewals", "manager=\(mira)&renewal=180&sort=renewal", shared: false,
                place: 3),
        ].compactMap(\.self)
    }
}
