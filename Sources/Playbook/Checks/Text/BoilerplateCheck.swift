/// **Finds** lines in which the place that a text was copied from speaks of itself: download notices, its hotline and hours, lists of other documents. They are left out of the procedure.
///
/// **Matters** because the hotline and the hours in them aren't the shop's: taken for policy, customers would be sent to somebody else's telephone.
///
/// ```
/// 如文档侵犯您的权益，请联系客服（9:00-18:30）     第 3–5 行是文档网站的话，没有读进流程。
/// ```
///
/// **Close it** by deleting the lines; or leave them, nothing comes of them. **Level**: note.
enum BoilerplateCheck: TextCheck {
  static let id = "boilerplate"
  static let group = CheckGroup.reading
  static let level = Diagnostic.Level.note
  static let title = Diagnostic.Message("文档网站的话没有读进流程", "A site's words about itself, left out")
  static let help = Diagnostic.Message("可以删掉这些行。", "The lines may be deleted.")

  static func findings(in text: CheckedText) -> [Diagnostic] {
    guard let first = text.boilerplate.first else { return [] }
    var stretches: [ClosedRange<Int>] = []
    for line in text.boilerplate.map(\.place.line) {
      if let last = stretches.last, line - last.upperBound <= 2 {
        stretches[stretches.count - 1] = last.lowerBound...line
      } else {
        stretches.append(line...line)
      }
    }
    let lines = stretches.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    let hasHours = text.boilerplate.contains { line in
      let letters = line.text.unicodeScalars.map(\.folded)
      return figures(in: letters[...]).contains { $0.kind == .hours }
    }
    return [
      Diagnostic(
        check: id, level: .note, file: text.file, place: first.place, language: text.language,
        message: .init(
          "第 \(lines.joined(separator: "、")) 行是文档来源网站的话，没有读进流程" + (hasHours ? "；里面的电话和时间不是服务规定。" : "。"),
          "Line\(text.boilerplate.count == 1 ? "" : "s") \(lines.joined(separator: ", ")) speak of the site that the text was taken from and are left out"
            + (hasHours ? "; the telephone and the hours in them are no policy." : ".")))
    ]
  }
}
