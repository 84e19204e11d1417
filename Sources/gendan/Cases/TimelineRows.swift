import Casework
import Playbook

/// One row of a timeline for people.
struct TimelineRow {
  let at: Instant
  let text: String
  let sentence: Sentence?
  let weight: Retelling.Weight

  /// What happened, without the bookkeeping. What the platform told in one go stands in one row.
  static func rows(of events: some Sequence<Event>, _ retelling: Retelling) -> [TimelineRow] {
    var rows: [TimelineRow] = []
    var told: [String] = []
    var toldAt = Instant(milliseconds: 0)
    func close() {
      guard !told.isEmpty else { return }
      let facts = told.joined(separator: say("，", ", "))
      rows.append(TimelineRow(at: toldAt, text: say("平台告知：\(facts)", "Told by the platform: \(facts)"), sentence: nil, weight: .normal))
      told = []
    }
    for event in events {
      if case .factLearned(let learned) = event.kind, learned.source == "platform", event.step == nil {
        if toldAt != event.at { close() }
        toldAt = event.at
        told.append("\(retelling.name(ofFact: learned.fact)) = \(retelling.value(learned.value, of: learned.fact))")
        continue
      }
      close()
      guard let line = retelling.line(event), line.weight > .detail else { continue }
      rows.append(TimelineRow(at: event.at, text: line.text, sentence: line.sentence, weight: line.weight))
    }
    close()
    return rows
  }

  func line(zone: TimeZoneOffset, heading: String = "") -> String {
    let time = Terminal.dim(String(zone.text(at).dropFirst(5)))
    guard let sentence else { return "\(time)  \(heading)\(weight == .headline ? Terminal.bold(text) : text)" }
    // Padded before it is painted: escape sequences take no cells.
    let filled = padded(text, to: Self.textWidth)
    return "\(time)  \(heading)\(weight == .headline ? Terminal.bold(filled) : filled)" + Terminal.dim("  ← \(sentenceMark(sentence))")
  }

  /// Texts up to this width have their sentences in one column, in terminal cells.
  private static let textWidth = 60
}

/// `11-22 14:05:09  what happened   ← playbook.md:12「sentence」`
func timelineLine(_ line: Retelling.Line, at: Instant, zone: TimeZoneOffset, heading: String = "") -> String {
  TimelineRow(at: at, text: line.text, sentence: line.sentence, weight: line.weight).line(zone: zone, heading: heading)
}

/// `playbook.md:12「sentence」`, the sentence cut to fit. Where the document lies on a disk doesn't matter to a reader.
func sentenceMark(_ sentence: Sentence) -> String {
  let file = sentence.file.split(separator: "/").last.map(String.init) ?? sentence.file
  return "\(file):\(sentence.place.line)「\(clipped(sentence.text, to: 48))」"
}
