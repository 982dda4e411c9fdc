import Domain

/// A customer of the demonstration, and what its plans talk about.
struct Customer: Sendable {
    let id: ID<Account>, name: String, trade: Trade
    /// Yearly, in thousands.
    let arr: Int64
    /// Days from today.
    let renewal: Int
    /// By name.
    let generalManager: String, parent: String?
    /// A business unit of theirs, where they are, and whom we know best there.
    let unit: String, city: String, contact: String
}

/// What an industry talks about.
struct Trade: Sendable {
    let industry: String, site: String, sites: String, users: String, pain: String
    let season: String, system: String, event: String

    static let all = Table.rows(table).map { row in
        Trade(
            industry: row[0], site: row[1], sites: row[2], users: row[3], pain: row[4], season: row[5],
            system: row[6], event: row[7])
    }
    private static let table = """
        Rail | depot | depots | dispatchers | missed connections | the winter timetable | signal import | spring \
        rail congress
        Food | plant | plants | shift planners | changeover hours | the holiday orders | recipe system | food \
        operations forum
        Energy | station | stations | control room operators | unplanned outages | the winter peak | grid data feed \
        | energy grid days
        Health | ward | wards | bed managers | late discharges | the flu season | patient record system | hospital \
        management summit
        Retail | store | stores | store managers | empty shelves | the January sales | till system | retail \
        technology week
        Water | works | works | network controllers | unread meters | the dry months | telemetry feed | water \
        utilities conference
        Insurance | claims office | claims offices | claims handlers | reopened claims | the storm season | policy \
        system | insurance innovation day
        Logistics | hub | hubs | route planners | empty kilometres | the parcel peak | transport management system | \
        logistics fair
        Paper | mill | mills | production planners | web breaks | the spring shutdown | mill execution system | \
        paper industry days
        Telecom | exchange | exchanges | field coordinators | repeat visits | the fibre roll-out | ticketing system \
        | telecom service forum
        Banking | branch | branches | branch coordinators | waiting times | the year-end closing | core banking feed \
        | retail banking congress
        Ports | terminal | terminals | yard planners | crane idle time | the container peak | terminal operating \
        system | port operations week
        Manufacturing | line | lines | line leads | unplanned stops | the model change | machine data feed | factory \
        automation fair
        Airports | terminal | terminals | duty managers | gate changes | the summer schedule | flight information \
        feed | airport operators meeting
        Construction | site | sites | site managers | idle crews | the frost break | drawing register | building \
        technology fair
        """
}

enum Customers {
    static func all(using dice: inout Dice, at founded: Instant) -> [Customer] {
        let trades = Trade.all
        return Table.rows(table).compactMap { row in
            guard let trade = trades.first(where: { $0.industry == row[1] }), let arr = Int64(row[2]),
                let renewal = Int(row[3])
            else { return nil }
            return Customer(
                id: dice.id(at: founded), name: row[0], trade: trade, arr: arr, renewal: renewal,
                generalManager: row[4], parent: row[8].isEmpty ? nil : row[8], unit: row[5], city: row[6],
                contact: row[7])
        }
    }

    /// Name, industry, ARR in thousands, days to renewal, general manager, unit, city, contact, parent.
    private static let table = """
        Velmora Rail | Rail | 1840 | 94 | Mira Okafor | Northern Lines | Halden | Astrid Kvam |
        Kestwick Foods | Food | 960 | 56 | Sana Oduya | Frozen Division | Kestwick | Marcus Thorne |
        Brandolph Energy | Energy | 2150 | 219 | Mira Okafor | Wind Operations | Brandolph | Elena Fischer |
        Ulmeric Health | Health | 1320 | 295 | Leo Varga | Children’s Clinics | Ulm | Dr. Ruth Amsel |
        Sundmark Retail | Retail | 780 | 69 | Sana Oduya | City Formats | Sundmark | Oskar Lindholm |
        Orrenvale Water | Water | 640 | 130 | Leo Varga | Rural Networks | Orrenvale | Gareth Pugh |
        Castrelle Insurance | Insurance | 1110 | 109 | Mira Okafor | Motor Claims | Castrelle | Beatriz Moura |
        Tindrel Logistics | Logistics | 1475 | 270 | Sana Oduya | Cold Chain | Tindrel | Pavel Dvořák |
        Haverling Paper | Paper | 520 | 27 | Leo Varga | Packaging Board | Haverling | Sirkka Niemi |
        Moorfen Telecom | Telecom | 1690 | 163 | Mira Okafor | Business Lines | Moorfen | Declan Byrne |
        Quillmere Bank | Banking | 1985 | 220 | Leo Varga | Private Clients | Quillmere | Helene Castan |
        Elstrand Ports | Ports | 870 | 321 | Sana Oduya | Ro-Ro Berths | Elstrand | Mikkel Brandt |
        Petrosky Glass | Manufacturing | 410 | 344 | Mira Okafor | Container Glass | Petrosky | Agnieszka Wilk |
        Velmora Freight | Rail | 530 | 150 | Mira Okafor | Wagonload Services | Halden | Jonas Eide | Velmora Rail
        Brandolph Grid | Energy | 890 | 181 | Mira Okafor | Southern Network | Aldern | Stefan Kranz | Brandolph Energy
        Kestwick Bakeries | Food | 285 | 41 | Sana Oduya | In-store Ovens | Millbrook | Fiona Hart | Kestwick Foods
        Ostmark Airports | Airports | 1230 | 247 | Leo Varga | Regional Terminals | Ostmark | Katalin Szabo |
        Larkfield Clinics | Health | 475 | 88 | Leo Varga | Day Surgery | Larkfield | Dr. Naomi Clarke |
        Bexmoor Stores | Retail | 690 | 205 | Sana Oduya | Garden Centres | Bexmoor | Tom Ashdown |
        Nordhavn Shipping | Ports | 1340 | 75 | Sana Oduya | Feeder Quay | Nordhavn | Birgit Sand |
        Calder & Finch Builders | Construction | 360 | 118 | Mira Okafor | Bridges and Tunnels | Calder | Owen Finch |
        Rivaton Mobile | Telecom | 980 | 140 | Mira Okafor | Mast Services | Rivaton | Lucía Ferrer |
        Harrowgate Mutual | Insurance | 560 | 311 | Leo Varga | Household Claims | Harrow | Imogen Yates |
        Trentovar Steel | Manufacturing | 1560 | 99 | Sana Oduya | Cold Rolling | Trentovar | Giulio Ferri |
        Aldgrave Parcel | Logistics | 720 | 63 | Sana Oduya | Evening Delivery | Aldgrave | Bettina Kraus |
        Sellwick Dairies | Food | 440 | 232 | Leo Varga | Cheese Aging | Sellwick | Hugh Merrick |
        Montelune Hotels | Retail | 310 | 176 | Leo Varga | Mountain Houses | Montelune | Chantal Rey |
        Fjellkraft Energi | Energy | 1050 | 352 | Mira Okafor | Hydro Cascade | Fjell | Eirik Haugen |
        Castelow Savings | Banking | 620 | 125 | Leo Varga | Mortgage Service | Castelow | Martin Pell |
        Pinehollow Timber | Paper | 295 | 190 | Leo Varga | Sawn Goods | Pinehollow | Aino Laine |
        Westmarch Transit | Rail | 1150 | 84 | Mira Okafor | Night Tram | Westmarch | Priscilla Owens |
        Gullane Distillers | Food | 375 | 260 | Sana Oduya | Bottling Hall | Gullane | Fergus Baird |
        Arvonne Pharma | Manufacturing | 1890 | 146 | Sana Oduya | Sterile Filling | Arvonne | Dr. Camille Roche |
        Dunmere Waterworks | Water | 385 | 51 | Leo Varga | Leak Control | Dunmere | Sheila Grady |
        Tramontane Air | Airports | 815 | 203 | Leo Varga | Ground Handling | Tramont | Nico Ferrand |
        Stavholm Furniture | Retail | 505 | 299 | Sana Oduya | Online Warehouse | Stavholm | Maja Krog |
        Ironbridge Motors | Manufacturing | 1420 | 37 | Mira Okafor | Battery Assembly | Ironbridge | Simon Ackroyd |
        Lyndhurst Care | Health | 260 | 268 | Leo Varga | Home Visits | Lyndhurst | Joan Eversley |
        Ostrava Coach Lines | Logistics | 330 | 114 | Sana Oduya | Cross-border Routes | Ostrava | Jana Malá |
        Velmora Stations | Rail | 245 | 333 | Mira Okafor | Retail Concourse | Halden | Per Aune | Velmora Rail
        """
}
