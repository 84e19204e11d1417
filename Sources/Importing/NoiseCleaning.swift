import Playbook

/// Cleans typographic noise: bracketed pinyin, stray bold, characters that print nothing, blanks in a row, full-width digits and letters.
///
/// Traditional characters stay: they are told of, because names written in both ways don't find each other.
struct NoiseCleaning {
  private(set) var notes = ImportNotes()
  /// Bracketed syllables without a tone mark are pinyin only in a text that is full of pinyin.
  private let hasMuchPinyin: Bool

  init(sample: ImportedOutline) {
    let fewest = 3
    var found = 0
    func search(_ nodes: [ImportedNode]) {
      for node in nodes where found < fewest {
        found += Pinyin.tonedCount(in: node.text)
        search(node.children)
      }
    }
    search(sample.nodes)
    hasMuchPinyin = found >= fewest
  }

  mutating func clean(_ nodes: [ImportedNode]) -> [ImportedNode] {
    nodes.flatMap { node -> [ImportedNode] in
      var node = node
      node.text = clean(node.text, line: node.line)
      node.notes = node.notes.map { clean($0, line: node.line) }.filter { !$0.isEmpty }
      node.children = clean(node.children)
      // What consisted of noise alone leaves its children in its place.
      return node.text.isEmpty && node.link == nil && node.notes.isEmpty ? node.children : [node]
    }
  }

  mutating func clean(_ text: String, line: Int?) -> String {
    var kept: [Unicode.Scalar] = []
    let scalars = Array(text.unicodeScalars)
    var index = 0
    var hasInvisible = false
    var hasBold = false
    var hasWide = false
    var hasBlanks = false
    var isTraditional = false
    while index < scalars.count {
      let scalar = scalars[index]
      if let end = Pinyin.end(in: scalars, at: index, isUntonedToo: hasMuchPinyin), let before = kept.last, isHanCharacter(before) {
        notes.add("去掉字后括号里的拼音", "Left out pinyin in brackets behind characters", line: line)
        index = end
        continue
      }
      if isUnprintable(scalar) {
        hasInvisible = true
      } else if scalar == "*", index + 1 < scalars.count, scalars[index + 1] == "*" {
        hasBold = true
        index += 1
      } else if scalar.properties.isWhitespace {
        if kept.last == " " { hasBlanks = true } else if !kept.isEmpty { kept.append(" ") }
      } else if let narrow = Self.narrow(scalar) {
        hasWide = true
        kept.append(narrow)
      } else {
        if traditionalCharacters.contains(scalar) { isTraditional = true }
        kept.append(scalar)
      }
      index += 1
    }
    while kept.last == " " { kept.removeLast() }
    if hasInvisible { noteUnprintable(&notes, line: line) }
    if hasBold { noteBold(&notes, line: line) }
    if hasBlanks { notes.add("合并了连着的空格", "Joined blanks in a row", line: line) }
    if hasWide { notes.add("全角数字和字母改成半角", "Full-width digits and letters became narrow", line: line) }
    if isTraditional { notes.add("有繁体字，没有改动：和简体的名称对不上", "Traditional characters are left as they are: names in simplified ones don't match them", line: line) }
    return String(String.UnicodeScalarView(kept))
  }

  /// Digits and letters only: `：` and `（` are what Chinese is written with.
  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0)
    default: nil
    }
  }
}

func noteBold(_ notes: inout ImportNotes, line: Int?) { notes.add("去掉粗体", "Left out bold", line: line) }

func noteUnprintable(_ notes: inout ImportNotes, line: Int?) {
  notes.add("去掉不显示的字符", "Left out characters that print nothing", line: line)
}

func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0x00AD, 0xFFFD, 0x7F...0x9F: true
  case 0..<0x20: !scalar.properties.isWhitespace
  default: false
  }
}

func isHanCharacter(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x3FFFD).contains(scalar.value) }
