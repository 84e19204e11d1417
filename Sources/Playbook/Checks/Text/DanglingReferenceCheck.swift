/// **Finds** a document that the text sends the reader to and that isn't at hand: `《…》`, `参考…细则`, `see the Returns Policy`, `Appendix B`, without a link, a heading or a
/// file of that name. Laws (`《…法》`) needn't be there. Each name is told of once.
///
/// **Matters** because the rule that decides stands in the other document: whoever runs this one can't look it up, and nobody notices when it changes.
///
/// ```
/// - 判责请参考《服务违规实施细则》     没有链接，手边也没有名为“服务违规实施细则”的文件。
/// ```
///
/// **Close it** by linking it, by adding it to the pack, or by writing here what it says. **Level**: warning.
enum DanglingReferenceCheck: TextCheck {
  static let id = "dangling-reference"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("引用的文件不在手边", "A reference to a document that isn't there")
  static let help = Diagnostic.Message("加链接、放进同一个包，或把所引的规定写在这里。", "Link it, add it to the pack, or write here what it says.")

  static func findings(in text: CheckedText) -> [Diagnostic] {
    let known = text.titles.union(text.passages.filter(\.isHeading).map { $0.all.spoken })
    var spots: [[Unicode.Scalar]: [CheckedText.Spot]] = [:]
    var order: [[Unicode.Scalar]] = []
    for passage in text.passages {
      for range in titled(passage) + plain(passage) + english(passage) where !isLinked(range, passage) {
        let name = passage.letters[range].spoken
        guard !known.contains(name) else { continue }
        if spots[name] == nil { order.append(name) }
        spots[name, default: []].append(.init(passage: passage, range: range))
      }
    }
    return order.compactMap { name in
      guard let all = spots[name], let first = all.first else { return nil }
      let also = text.also(all)
      let title = Letters(first.passage.raw[first.range]).text
      return text.finding(
        Self.self, at: first.passage, first.range, "引用了“\(title)”\(also.chinese)，但没有链接，手边也没有这份文件。",
        "“\(title)” is referred to\(also.english), but it isn't linked and isn't among the documents at hand.",
        suggestion: "[\(title)](\(text.language.words("文件", "file")).md)")
    }
  }

  /// `《…》`
  private static func titled(_ passage: Passage) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: Int?
    for index in passage.letters.indices {
      if passage.letters[index] == "《" { open = index + 1 }
      if passage.letters[index] == "》", let start = open {
        if index > start, !isLaw(passage.letters[start..<index]) { found.append(start..<index) }
        open = nil
      }
    }
    return found
  }

  private static func isLaw(_ name: Letters) -> Bool {
    name.last == "法" || name.has(Array("中华人民共和国".unicodeScalars), at: name.startIndex)
  }

  private static let sending = WordList(["参考", "参照", "详见", "参见", "按照", "依据", "根据", "按", "见"])
  private static let papers = WordList(["实施细则", "细则", "操作手册", "手册", "操作指引", "管理办法", "管理制度", "附件", "附录", "附表"])

  /// `参照售后管理办法`: a paper's name in the same clause, right behind the word that sends there.
  private static func plain(_ passage: Passage) -> [Range<Int>] {
    sending.matches(in: passage.all).compactMap { match in
      let clause = passage.clause(around: match.range.lowerBound)
      let rest = clause[match.range.upperBound...].prefix(20)
      guard !rest.contains("《"), let paper = papers.first(in: rest) else { return nil }
      var end = paper.range.upperBound
      // `附件2`, `附录B`
      while let letter = rest.at(end), letter.isDigit || letter.isLatin || "一二三四五六七八九十".unicodeScalars.contains(letter) { end += 1 }
      let isNumbered = ["附件", "附录", "附表"].contains { paper.range.lowerBound == match.range.upperBound && passage.letters[paper.range].text == $0 }
      guard isNumbered || paper.range.lowerBound > match.range.upperBound + 1 else { return nil }
      return match.range.upperBound..<end
    }
  }

  private static let referring = WordList([
    "see", "refer to", "referring to", "according to", "as per", "per", "in accordance with", "follow", "following", "described in", "set out in", "under",
    "in line with", "consult",
  ])
  private static let documents = WordList([
    "policy", "guide", "manual", "handbook", "guidelines", "guideline", "procedure", "appendix", "annex", "standard", "terms", "sop", "checklist",
    "regulations",
    "rulebook", "schedule",
  ])

  /// `see the Returns Policy`: capital letters up to a word for a document.
  private static func english(_ passage: Passage) -> [Range<Int>] {
    referring.matches(in: passage.all).compactMap { match in
      var start = match.range.upperBound
      while passage.all.at(start) == " " { start += 1 }
      for article in ["the ", "our "] where passage.all.has(Array(article.unicodeScalars), at: start) { start += article.count }
      let clause = passage.clause(around: match.range.lowerBound)
      guard start < clause.endIndex, passage.raw[start].isLatinCapital, let document = documents.first(in: clause[start...].prefix(60)),
        passage.raw[document.range.lowerBound].isLatinCapital
      else { return nil }
      var end = document.range.upperBound
      // `Appendix B`, `Annex 2`
      let rest = clause[end...]
      if rest.first == " ", let next = rest.at(end + 1), next.isDigit || (passage.raw[end + 1].isLatinCapital && !(rest.at(end + 2)?.isLatin ?? false)) {
        end += 2
      }
      return start..<end
    }
  }

  /// Inside `[…](…)`.
  private static func isLinked(_ range: Range<Int>, _ passage: Passage) -> Bool {
    let reach = 60
    guard let open = passage.letters[..<range.lowerBound].suffix(reach).lastIndex(of: "["),
      let close = passage.letters[range.upperBound...].prefix(reach).firstIndex(of: "]")
    else { return false }
    return !passage.letters[open..<range.lowerBound].contains("]") && passage.all.at(close + 1) == "("
  }
}
