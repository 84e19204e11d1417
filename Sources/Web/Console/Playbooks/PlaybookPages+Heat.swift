import Casework
import Desk
import Hummingbird
import Playbook

/// `/console/playbooks/{playbook}/heat`: how much each sentence is used, by the newest cases.
extension PlaybookPages {
  private struct Content {
    struct Choice {
      let path: String
      let words: String
      let isHere: Bool
    }

    let head: PlaybookHead
    let summary: String
    let isEmpty: Bool
    let choices: [Choice]
    let sections: [Section]
  }

  private struct Section {
    let anchor: String
    let heading: String
    let rows: [Row]
  }

  private struct Row {
    let path: String
    let text: String
    let kind: String
    let label: String
    /// How deep the sentence stands: 0 to 9.
    let depth: String
    let times: String
    /// For the bar: `times` of `most`.
    let most: String
    /// 0 for never, 1 to 10 by tenths of what ran most.
    let tenth: String
    let bar: String
    let caseCount: String
    let standing: String
    let stay: String
    let paid: String
    let deviations: [Deviation]
  }

  private struct Deviation {
    let words: String
  }

  private static let counts = ["200", "500", "2000"]

  func heat(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let asked = query.choice("cases", Self.counts) ?? Self.counts[1]
    try query.end()
    let chosen = try await chosen(visit)
    let plan = chosen.plan
    let words = ConsoleWords.of(visit.language)
    let times = console.times(request, visit)
    let read = try await heats.heat(of: plan, newest: Int(asked) ?? PlaybookHeat.mostCases, in: desk, at: console.clock())
    let rows = HeatRows(heat: read.heat, plan: plan, language: visit.language)
    var summary = words.text("playbooks-heat-summary", ["count": "\(read.heat.cases)"])
    if let since = read.since { summary += words.text("playbooks-heat-since", ["day": times.day(since)]) }
    if read.unreadCount > 0 { summary += words.text("playbooks-heat-unread", ["count": "\(read.unreadCount)"]) }
    let content = Content(
      head: PlaybookHead(chosen, .heat, visit), summary: summary, isEmpty: read.heat.cases == 0,
      choices: Self.counts.map {
        Content.Choice(
          path: PlaybookPath.page(plan.id, .heat) + "?cases=\($0)", words: words.text("playbooks-heat-newest", ["count": $0]), isHere: $0 == asked)
      },
      sections: plan.procedures.map { procedure in
        Section(
          anchor: PlaybookOutline.anchor(ofProcedure: procedure.id), heading: procedure.title,
          rows: SentenceDraft.roots(of: procedure).flatMap { $0.flat() }.map { row($0.draft, $0.depth, rows, times) })
      })
    return try page("playbook-heat", chosen, .heat, content, request, visit)
  }

  private func row(_ draft: SentenceDraft, _ depth: Int, _ rows: HeatRows, _ times: PageTimes) -> Row {
    let warmth = rows.heat[draft.id] ?? SentenceHeat.Warmth()
    let kind = rows.reading.kinds(of: draft).first
    return Row(
      path: "\(PlaybookPath.page(rows.plan.id))#\(PlaybookOutline.anchor(draft.id))", text: draft.sentence.text, kind: kind?.name ?? "group",
      label: kind?.label ?? "", depth: "\(min(depth, 9))", times: "\(warmth.times)", most: "\(max(rows.most, 1))", tenth: "\(rows.tenth(warmth.times))",
      bar: rows.words.text("playbooks-heat-bar", ["count": "\(warmth.times)", "most": "\(rows.most)"]), caseCount: "\(warmth.cases)",
      standing: warmth.standing > 0 ? "\(warmth.standing)" : "",
      stay: draft.isAlternative ? "" : warmth.medianStay.map { $0.seconds == 0 ? "0" : times.span($0) } ?? "", paid: rows.paid(warmth),
      deviations: rows.deviations(warmth.deviations).map { Deviation(words: $0) })
  }
}

/// What the rows of a heat say.
struct HeatRows {
  let heat: SentenceHeat
  let plan: Plan
  let language: Language
  let reading: StepReading
  let words: ConsoleWords
  let most: Int

  init(heat: SentenceHeat, plan: Plan, language: Language) {
    self.heat = heat
    self.plan = plan
    self.language = language
    reading = StepReading(plan, language)
    words = ConsoleWords.of(language)
    most = heat.mostTimes
  }

  /// What ran at all isn't cold.
  func tenth(_ times: Int) -> Int { times == 0 || most == 0 ? 0 : max(1, (times * 10 + most - 1) / most) }

  func paid(_ warmth: SentenceHeat.Warmth) -> String {
    reading.list(MoneyUnit.allCases.compactMap { unit in warmth.paid[unit].map { unit.words($0, in: language) } })
  }

  /// Those that happened, each with how often.
  func deviations(_ deviations: SentenceHeat.Deviations) -> [String] {
    let counts = [
      ("repairs", deviations.repairs), ("skips", deviations.skips), ("besides", deviations.besides), ("remarks", deviations.remarks),
      ("reversals", deviations.reversals),
    ]
    return counts.filter { $0.1 > 0 }.map { words.text("playbooks-heat-\($0.0)", ["count": "\($0.1)"]) }
  }
}
