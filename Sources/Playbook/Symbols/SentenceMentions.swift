/// Names in the sentences of an outline, read by their forms as `ProcedureReading` reads them.
extension MentionReading {
  /// - Parameters:
  ///   - scope: the answers of the step above.
  ///   - rounds: the follow-ups whose procedure this outline is: their outcomes may be concluded.
  mutating func walk(_ items: [OutlineItem], under scope: AnswerScope?, roundOf rounds: [FollowUp]) {
    for item in items where !item.isAside {
      var text = item.text.text.trimmed
      var form = readForm(text, of: item.text)
      while case .guarded(_, let rest) = form {
        text = rest
        form = rest.isEmpty ? .plain : readForm(rest, of: item.text)
      }
      if let scope { scopes[document.source.path, default: [:]][item.text.place.line] = scope }
      switch form {
      case .note: continue
      case .branch(let condition):
        if let answers = answerNames(scope) { noteConditions(in: condition, item.text, answers: answers) }
        walk(item.children, under: nil, roundOf: rounds)
      case .say(let words):
        noteWording(words, item.text)
        walk(item.children, under: scope, roundOf: rounds)
      default: walk(item.children, under: noteNames(form, text, item, rounds), roundOf: rounds)
      }
    }
  }

  /// - Returns: what the alternatives below may name.
  private mutating func noteNames(_ form: Form, _ text: Substring, _ item: OutlineItem, _ rounds: [FollowUp]) -> AnswerScope? {
    let rich = item.text
    switch form {
    case .decide(let sentence): return noteDecision(sentence, rich)
    case .actions(let bracketed):
      for bracket in bracketed { noteAction(bracket, rich) }
      return bracketed.last { names.action($0.name) != nil }.flatMap { names.action($0.name) }.map { .action($0.id) } ?? .person
    case .contact(let rest): return noteContact(rest, rich)
    case .ask(let party, let fact):
      noteParty(party, rich)
      let name = rich.codeParts.first ?? fact.parenthesised?.head ?? fact
      noteFact(name, rich)
      return names.fact(name).map { .fact($0.id) } ?? .person
    case .wait(let rest):
      if let origin = rest.parenthesised?.inside ?? rest.range(of: " from ").map({ rest[$0.upperBound...] }) { noteAll(facts, in: origin, rich) }
      return .wait
    case .followUp(let name):
      guard let followUp = names.followUp(name) else { return .person }
      note(Symbol(.followUp, followUp.id), name, rich)
      return .followUp(followUp.id)
    case .promise(let words): notePromise(words, rich)
    case .never(let words): for bracket in brackets(in: words) { noteAction(bracket, rich) }
    case .conclude(let words): noteConditions(in: words, rich, answers: rounds.map { NameIndex($0.outcomes, .ending, of: $0.id) })
    case .ruling(let words): noteConditions(in: words, rich)
    case .refundFirst(let words):
      guard let bracket = brackets(in: words).first else { return .person }
      noteAction(bracket, rich)
      if let inside = words.parenthesised?.inside {
        for part in inside.cutOutsideBrackets(at: ["；", ";"]) where readRecoveryPart(part).isCondition {
          noteConditions(in: readRecoveryPart(part).text, rich)
          noteAll(events, in: readRecoveryPart(part).text, rich)
        }
      }
      return names.action(bracket.name).map { .action($0.id) } ?? .person
    case .goBack(let target): noteAll(facts, in: target, rich)
    case .link(let title, let destination): noteLink(title, destination, rich)
    case .handOff: return .person
    case .plain:
      for code in rich.codeParts { noteFact(code, rich) }
      return .person
    case .branch, .note, .say, .guarded, .overturn: break
    }
    return nil
  }

  private mutating func noteDecision(_ sentence: Substring, _ rich: RichText) -> AnswerScope {
    let codes = rich.codeParts
    let found = codes.isEmpty ? facts.all(in: sentence).map { ($0.symbol.id, $0.part) } : codes.compactMap { code in names.fact(code).map { ($0.id, code) } }
    for (id, part) in found { note(Symbol(.fact, id), part, rich) }
    let ids = Set(found.map(\.0))
    return ids.count == 1 ? .fact(found[0].0) : .person
  }

  private mutating func noteContact(_ rest: Substring, _ rich: RichText) -> AnswerScope {
    let terms = rest.parenthesised.flatMap { $0.head.contains(where: { "（(".contains($0) }) ? nil : $0 }
    let head = terms?.head ?? rest
    let isParty = names.leadingParty(head) != nil
    _ = noteLeadingParty(head, rich)
    if let inside = terms?.inside {
      for part in inside.cutOutsideBrackets(at: ["；", ";", "，", ","]) {
        if let bracket = brackets(in: part).first { noteAction(bracket, rich) } else { noteRung(part, rich) }
      }
    }
    return isParty ? .contact : .person
  }

  /// `再 收货人（号码不同）`.
  mutating func noteRung(_ text: Substring, _ rich: RichText) {
    let bare = text.behind(word: ["首先", "先", "然后", "再次", "再", "最后", "first", "then", "finally"])?.rest ?? text
    let (head, inside) = bare.parenthesised ?? (bare, "")
    noteParty(head, rich)
    if names.party(head) != nil, !inside.isEmpty { noteConditions(in: inside, rich) }
  }

  private mutating func notePromise(_ words: Substring, _ rich: RichText) {
    let clauses = words.cutOutsideBrackets(at: ["；", ";"])
    guard let first = clauses.first else { return }
    noteAll(events, in: noteLeadingParty(first, rich), rich)
    for clause in clauses.dropFirst() { for bracket in brackets(in: clause).prefix(1) { noteAction(bracket, rich) } }
  }

  private mutating func noteWording(_ words: Substring, _ rich: RichText) {
    if let bracket = brackets(in: words).first, bracket.whole == words, let message = names.message(bracket.name) {
      return note(Symbol(.message, message.id), bracket.name, rich)
    }
    noteSlots(in: words, rich)
  }

  /// A link is named where its destination stands; when that isn't found on the line, the title stands for it.
  private mutating func noteLink(_ title: Substring, _ destination: String, _ rich: RichText) {
    let titlePlace = rich.place(of: title)
    let line = document.lines.line(titlePlace.line)[...]
    noteTarget(destination, at: titlePlace)
    guard let hash = destination.firstIndex(of: "#"), let range = line.range(of: "](" + destination) else { return }
    let name = line[range].suffix(destination.distance(from: hash, to: destination.endIndex) - 1)
    let column = line.unicodeScalars.distance(from: line.startIndex, to: name.startIndex) + 1
    noteTarget(
      destination, at: Place(line: titlePlace.line, column: column, endLine: titlePlace.line, endColumn: column + name.unicodeScalars.count))
  }

  mutating func noteAll(_ index: NameIndex, in text: Substring, _ rich: RichText) {
    for (symbol, part) in index.all(in: text) { note(symbol, part, rich) }
  }
}
