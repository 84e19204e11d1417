/// Recognises what a site says about itself around a text that was copied from it: download notices, hotlines, lists of other documents.
///
/// It must not become policy: the service hours of a document exchange aren't those of the shop.
enum Boilerplate {
  /// Marks the lines of a raw text. Lists of notices are recognised as a whole, and so is everything behind the last words of the document.
  static func mark(_ lines: inout [PlainLine]) {
    for index in lines.indices where isNotice(lines[index].text.text) { lines[index].role = .boilerplate }
    // One point of a list between two notices is a notice.
    for index in lines.indices.dropFirst().dropLast() where lines[index].role == .item && lines[index].ordinal != nil {
      if lines[index - 1].role == .boilerplate, lines[index + 1].role == .boilerplate { lines[index].role = .boilerplate }
    }
    markFoot(&lines)
    if let last = lines.last, last.role == .item, last.marker == .none, lines.count > 3, isCompany(last.text.text) {
      lines[lines.count - 1].role = .boilerplate
    }
  }

  /// Behind `文档评论` or `相关文档` nothing of the document follows, if it is short and no chapter begins there.
  private static func markFoot(_ lines: inout [PlainLine]) {
    let longest = 20
    let tail = max(lines.count / 2, lines.count - longest)
    guard tail < lines.count, let start = lines[tail...].firstIndex(where: { $0.role == .boilerplate && isFoot($0.text.text) }) else { return }
    guard !lines[start...].contains(where: { $0.marker.isSection && $0.role != .boilerplate }) else { return }
    for index in start..<lines.count { lines[index].role = .boilerplate }
  }

  private static func isNotice(_ text: String) -> Bool {
    // A notice is a line or a paragraph, never a page.
    let longest = 600
    guard !text.isEmpty, text.utf8.count <= longest * 3 else { return false }
    let words = withoutReadings(Array(normalized(text).unicodeScalars))
    let longestTitle = 40
    if words.count <= longestTitle {
      let counts: Set<Character> = ["(", ")", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ":"]
      if wholeLines.contains(String(String(String.UnicodeScalarView(words))[...].trimmed(of: counts))) { return true }
    }
    // A phrase is only looked for where its first character stands, so that lines without any cost next to nothing.
    return words.indices.contains { index in
      phrasesByFirst[words[index]]?.contains { phrase in
        words[index...].starts(with: phrase[0]) && phrase.dropFirst().allSatisfy { stands($0, in: words) }
      } ?? false
    }
  }

  private static func stands(_ wanted: [Unicode.Scalar], in words: [Unicode.Scalar]) -> Bool {
    words.indices.contains { words[$0] == wanted[0] && words[$0...].starts(with: wanted) }
  }

  /// Without what some sites put behind characters: `容(róng)`.
  private static func withoutReadings(_ words: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard words.contains("(") else { return words }
    var kept: [Unicode.Scalar] = []
    var index = 0
    while index < words.count {
      let inside = words[index] == "(" ? words[(index + 1)...].prefix { $0.properties.isAlphabetic && $0.value < 0x250 } : []
      let end = index + 1 + inside.count
      if (1...7).contains(inside.count), end < words.count, words[end] == ")" {
        index = end + 1
      } else {
        kept.append(words[index])
        index += 1
      }
    }
    return kept
  }

  private static func isFoot(_ text: String) -> Bool {
    guard text.utf8.count < 300 else { return false }
    let words = String(String.UnicodeScalarView(withoutReadings(Array(normalized(text).unicodeScalars))))
    return feet.contains { words.hasPrefix($0) }
  }

  private static func isCompany(_ text: String) -> Bool {
    let words = normalized(text)
    return words.count <= 40 && ["有限公司", "有限責任公司", "ltd.", "inc.", "gmbh"].contains { words.hasSuffix($0) }
      && !words.contains { "，,。；;:".contains($0) }
  }

  /// Lines that consist of nothing else, without blanks and counts.
  private static let wholeLines: Set<String> = [
    "查看更多", "相关文档", "最新文档", "文档评论", "实名认证", "文档贡献者", "相关推荐", "推荐阅读", "延伸阅读", "猜你喜欢", "返回顶部", "最新文章", "随机看看", "热门文章",
    "相關文檔", "相關內容", "相關推薦", "延伸閱讀", "最新文章", "隨機看看", "下载文档", "下载本文", "在线预览", "全文阅读", "资深用户", "資深用戶",
    "relateddocuments", "relatedarticles", "relatedposts", "readmore", "seealsootherdocuments", "wasthisarticlehelpful?", "leaveacomment", "sharethis",
    "downloadpdf", "backtotop", "allrightsreserved.",
  ]

  /// Words that stand together only in what a site says; all of one row must be there.
  private static let phrases: [[String]] = [
    ["下载", "文档", "自行甄别"], ["下载", "本文档"], ["文档", "vip"], ["文档", "仅部分预览"], ["文档", "在线预览"], ["文档", "付费"], ["文档", "二次下载"], ["侵犯", "文档"],
    ["文档", "网友上传"], ["本文档由"], ["文档贡献者"], ["本站", "上传"], ["本站", "完整性"], ["原创力文档"], ["百度文库"], ["道客巴巴"], ["豆丁网"], ["侵权必究"], ["版权申诉"],
    ["侵权", "联系", "删除"], ["侵權", "刪"], ["如若內容", "刪除"], ["聲明", "該作品"], ["浏览", "作者:"], ["瀏覽", "作者:"], ["小编导语"], ["小編導語"], ["主编精选推荐"], ["主編精選推薦"],
    ["官方", "账号", "关注起来"], ["扫码关注"], ["关注", "公众号", "获取更多"], ["未经授权", "转载"], ["版权所有"],
    ["alldocuments", "uploaded"], ["thisdocument", "uploadedby"], ["downloadthisdocument"], ["allrightsreserved"], ["copyright©"], ["©", "copyright"],
    ["signup", "download"], ["thisdocument", "generatedwith"], ["privacypolicy", "terms"],
  ]

  private static let phrasesByFirst = Dictionary(grouping: phrases.map { $0.map { Array($0.unicodeScalars) } }) { $0[0][0] }

  private static let feet = [
    "文档评论", "相关文档", "最新文档", "相关推荐", "推荐阅读", "相關內容", "相關文檔", "聲明", "猜你喜欢", "relateddocuments", "relatedarticles", "relatedposts",
    "wasthisarticlehelpful", "leaveacomment",
  ]
}
