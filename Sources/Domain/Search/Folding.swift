import Foundation

/// What a character counts as when words are looked for: "É" as e, "ß" as ss, "ﬁ" as fi.
enum Folding {
    /// Stands between words.
    case nothing
    /// Belongs to the word it stands in, and says nothing: an accent of its own.
    case silent
    /// Belongs to a word, as these bytes of UTF-8.
    case letters([UInt8])
    /// Is a word by itself, as in scripts that do not part words.
    case alone([UInt8])

    static func of(_ scalar: Unicode.Scalar) -> Folding {
        Int(scalar.value) < known.count ? known[Int(scalar.value)] : work(out: scalar)
    }

    /// The scripts of Europe and the Near East, worked out once.
    private static let known: [Folding] = (0..<0x2000).map { code in
        Unicode.Scalar(UInt32(code)).map(work(out:)) ?? .nothing
    }

    /// Letters that Unicode does not take apart, though people who lack the key do.
    private static let spelled: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
        "ŧ": "t", "ς": "σ",
    ]

    private static func work(out scalar: Unicode.Scalar) -> Folding {
        if scalar.isAccent { return .silent }
        guard scalar.isInWords else { return .nothing }
        let parts = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
            $0.isInWords && !$0.isAccent
        }
        var letters = ""
        for part in parts {
            for small in part.properties.lowercaseMapping.unicodeScalars where !small.isAccent {
                letters += spelled[small] ?? String(small)
            }
        }
        return scalar.isAlone ? .alone(Array(letters.utf8)) : .letters(Array(letters.utf8))
    }
}

extension Unicode.Scalar {
    fileprivate var isAccent: Bool { 0x300...0x36F ~= value || 0x1AB0...0x1AFF ~= value || 0x1DC0...0x1DFF ~= value }

    fileprivate var isInWords: Bool {
        if isASCII { return properties.isAlphabetic || 0x30...0x39 ~= value }
        // Private use is how the index marks its own words.
        switch properties.generalCategory {
        case .privateUse, .unassigned, .surrogate, .control, .otherSymbol: return false
        case .nonspacingMark, .spacingMark: return true
        default: return properties.isAlphabetic || properties.numericType != nil
        }
    }

    /// Thai, kana, and the ideographs of China, Japan and Korea.
    fileprivate var isAlone: Bool {
        0x0E00...0x0E7F ~= value || 0x3040...0x30FF ~= value || 0x3400...0x9FFF ~= value || 0xF900...0xFAFF ~= value
            || 0x20000...0x3FFFF ~= value
    }
}
