/// The newest entries, as far back as fits.
struct Tail {
    /// Everything after this `seq` is here.
    private(set) var floor: Int64
    /// The `seq` of the newest entry that there was.
    private(set) var newest: Int64
    private(set) var size = 0
    private var frames: [Frame?] = []
    /// Where the oldest stands; what is before it has been let go.
    private var head = 0
    private let longest: Int, largest: Int

    /// - Parameters:
    ///   - seq: the newest change there is
    ///   - longest: as many entries
    ///   - largest: as many bytes; the newest entry is kept whatever its size
    init(after seq: Int64, longest: Int, largest: Int) {
        (floor, newest, self.longest, self.largest) = (seq, seq, max(1, longest), largest)
    }

    /// Lets go of all entries there are.
    mutating func forget() {
        (frames, head, size) = ([], 0, 0)
        floor = newest
    }

    var count: Int { frames.count - head }

    mutating func append(_ frame: Frame) {
        frames.append(frame)
        (newest, size) = (frame.seq, size + frame.bytes.count)
        while count > longest || size > largest && count > 1 {
            if let oldest = frames[head] { (floor, size) = (oldest.seq, size - oldest.bytes.count) }
            frames[head] = nil
            head += 1
        }
        if head > 64, head * 2 > frames.count {
            frames.removeFirst(head)
            head = 0
        }
    }

    /// Calls `body` with each entry after `seq`, oldest first, until it says false. `seq` is not below `floor`.
    func each(after seq: Int64, _ body: (Frame) -> Bool) {
        var low = head, high = frames.count
        while low < high {
            let middle = (low + high) / 2
            if let frame = frames[middle], frame.seq <= seq { low = middle + 1 } else { high = middle }
        }
        while low < frames.count, let frame = frames[low], body(frame) { low += 1 }
    }
}
