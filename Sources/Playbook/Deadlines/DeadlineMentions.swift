/// The names in a table of deadlines.
extension MentionReading {
  mutating func readDeadlines(_ table: MarkdownTable) {
    let columns = table.heading.map { DeadlineColumn(title: $0.text.trimmed) }
    for cells in table.rows {
      for (column, cell) in zip(columns, cells) {
        for part in cell.text[...].cutOutsideBrackets(at: ["；", ";"]) {
          switch column {
          case .from, .until: noteMoment(part, cell)
          case .pause:
            if let (_, rest) = part.behind(word: ["等待", "等", "waiting for"]), names.party(rest) != nil {
              noteParty(rest, cell)
            } else {
              noteConditions(in: part, cell)
            }
          case .breach:
            if let event = names.event(part) { note(Symbol(.event, event.id), part, cell) }
            for bracket in brackets(in: part) { noteAction(bracket, cell) }
          case .id, .labels, .time, .clock, .warning, nil: continue
          }
        }
      }
    }
  }

  private mutating func noteMoment(_ part: Substring, _ cell: RichText) {
    if let event = names.event(part) { return note(Symbol(.event, event.id), part, cell) }
    if let inside = part.parenthesised?.inside {
      for bracket in brackets(in: inside) {
        if let message = names.message(bracket.name) { note(Symbol(.message, message.id), bracket.name, cell) }
      }
    }
    let head = part.parenthesised?.head ?? part
    for word in ["来话", "来电", "来信"] where head.hasSuffix(word) { return noteParty(head.dropLast(word.count).trimmed, cell) }
    if let (_, rest) = head.behind(word: ["heard from", "回复", "答复", "reply to", "联系", "contact", "call"]), names.party(rest) != nil {
      return noteParty(rest, cell)
    }
    noteConditions(in: part, cell)
  }
}
