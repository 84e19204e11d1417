/// Reads the story tables of a document. A cell that isn't understood is an error: a test that checks nothing would lie.
func readStories(_ document: Document, _ names: Names) -> ([Story], [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  var stories: [Story] = []
  for section in document.sections where section.kind == .story {
    for case .table(let table) in section.blocks {
      guard table.heading.count >= 2 else { continue }
      let title = section.name.map(String.init) ?? section.heading.map { String($0.text.trimmed) } ?? ""
      let rows = table.rows.map { cells in
        Story.Row(
          events: mergeSettings(read(cells[0], document, names, &diagnostics, StoryPhrases.event)),
          expectations: read(cells[1], document, names, &diagnostics, StoryPhrases.expectation), place: cells[0].place.joined(with: cells[1].place))
      }
      stories.append(Story(title: title, file: document.source.path, place: section.heading?.place ?? table.place, rows: rows))
    }
  }
  return (stories, diagnostics)
}

private func read<Meaning>(
  _ cell: RichText, _ document: Document, _ names: Names, _ diagnostics: inout [Diagnostic], _ meaning: (Substring, Names) -> Meaning?
) -> [Story.Told<Meaning>] {
  cell.text[...].cutOutsideBrackets(at: ["；", ";"]).compactMap { phrase in
    if let meaning = meaning(phrase, names) { return Story.Told(text: String(phrase), place: cell.place(of: phrase), meaning: meaning) }
    diagnostics.append(
      Diagnostic(
        check: StoryCheck.id, level: .error, file: document.source.path, place: cell.place(of: phrase), language: document.language,
        message: .init("例中的“\(phrase)”读不懂。", "“\(phrase)” in a story isn't understood.")))
    return nil
  }
}

/// `开始：…；渠道=电话`, `下单人 接通；用户要求=放门口`: settings behind an event belong to it, they were said with it.
private func mergeSettings(_ events: [Story.Told<StoryEvent>]) -> [Story.Told<StoryEvent>] {
  var merged: [Story.Told<StoryEvent>] = []
  for event in events {
    guard let last = merged.last, let meaning = joined(last.meaning, event.meaning) else {
      merged.append(event)
      continue
    }
    merged[merged.count - 1] = Story.Told(text: last.text + "；" + event.text, place: last.place.joined(with: event.place), meaning: meaning)
  }
  return merged
}

private func joined(_ first: StoryEvent, _ second: StoryEvent) -> StoryEvent? {
  switch (first, second) {
  case (.starts(let channel, let settings), .learns(let setting)): .starts(channel, settings + [setting])
  case (.starts(_, let settings), .starts(let channel, let more)): .starts(channel, settings + more)
  case (.contactEnds(let party, let outcome, let settings), .learns(let setting)): .contactEnds(party, outcome, settings + [setting])
  case (.actionEnds(let action, let outcome, let settings), .learns(let setting)): .actionEnds(action, outcome: outcome, settings + [setting])
  default: nil
  }
}
