import Hummingbird
import Playbook

/// `/console/playbooks/{playbook}/diff?from=…&to=…`: what became of each sentence.
extension PlaybookPages {
  private struct Content {
    struct Sum {
      let fate: String
      let label: String
      let count: String
    }

    let head: PlaybookHead
    let from: String
    let to: String
    let sums: [Sum]
    let rows: [Row]
    let hasRows: Bool
    /// To the same with, or without, what was kept.
    let otherPath: String
    let otherWords: String
  }

  private struct Row {
    let fate: String
    let label: String
    /// One or none, each.
    let olds: [MarkedSentence]
    let news: [MarkedSentence]
  }

  /// `all=true` shows what was kept too.
  func diff(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let (from, to, all) = (query.text("from"), query.text("to"), query.flag("all") ?? false)
    if from == nil { query.note("from", .init("写明从哪个版本比起", "say which version to compare from")) }
    try query.end()
    let current = try await chosen(visit)
    guard let from else { throw Self.noSuchPlaybook }
    let old = try await chosen(visit, version: from).plan
    let new = try await chosen(visit, version: to ?? current.plan.version).plan
    let words = ConsoleWords.of(visit.language)
    let diff = PlanDiff(from: old, to: new)
    let path = PlaybookPath.diff(new.id, from: old.version, to: new.version)
    let rows = diff.entries.filter { all || $0.fate != .kept }.map { entry in
      let marked = MarkedSentence.pair(entry.old, entry.new)
      return Row(
        fate: entry.fate.rawValue, label: words.text("playbooks-fate-\(entry.fate.rawValue)"), olds: marked.old.map { [$0] } ?? [],
        news: marked.new.map { [$0] } ?? [])
    }
    let content = Content(
      head: PlaybookHead(current, .versions, visit), from: old.shortVersion, to: new.shortVersion,
      sums: PlanDiff.Fate.allCases.map {
        Content.Sum(fate: $0.rawValue, label: words.text("playbooks-fate-\($0.rawValue)"), count: "\(diff.count($0))")
      },
      rows: rows, hasRows: !rows.isEmpty, otherPath: all ? path : path + "&all=true",
      otherWords: words.text(all ? "playbooks-diff-changed-only" : "playbooks-diff-all"))
    return try page("playbook-diff", current, .versions, content, request, visit)
  }
}

/// A sentence with the stretch that is otherwise in the other version.
struct MarkedSentence: Hashable {
  let place: String
  let start: String
  let middle: String
  let rest: String
  let isMarked: Bool

  private init(_ sentence: Sentence, _ start: String, _ middle: String, _ rest: String) {
    place = "\(sentence.file):\(sentence.place.line)"
    self.start = start
    self.middle = middle
    self.rest = rest
    isMarked = !middle.isEmpty
  }

  /// - Returns: both, marked where they differ; a sentence alone isn't marked.
  static func pair(_ old: Sentence?, _ new: Sentence?) -> (old: MarkedSentence?, new: MarkedSentence?) {
    guard let old, let new else { return (old.map { whole($0) }, new.map { whole($0) }) }
    let (left, right) = (Array(old.text), Array(new.text))
    var start = 0
    while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
    var rest = 0
    while rest < left.count - start, rest < right.count - start, left[left.count - 1 - rest] == right[right.count - 1 - rest] { rest += 1 }
    func marked(_ text: [Character], _ sentence: Sentence) -> MarkedSentence {
      let end = text.count - rest
      return MarkedSentence(sentence, String(text[..<start]), String(text[start..<end]), String(text[end...]))
    }
    return (marked(left, old), marked(right, new))
  }

  private static func whole(_ sentence: Sentence) -> MarkedSentence { MarkedSentence(sentence, sentence.text, "", "") }
}
