/// What kind of item a sentence is, by its words alone: nothing is looked up yet.
enum Form {
  case branch(condition: Substring)
  case note(Substring)
  case say(Substring)
  case guarded([ChannelName], rest: Substring)
  case never(Substring)
  case promise(Substring)
  case followUp(name: Substring)
  case conclude(Substring)
  case ruling(Substring)
  case overturn
  case refundFirst(Substring)
  case wait(Substring)
  case goBack(Substring)
  case handOff(role: Substring?)
  case ask(party: Substring, fact: Substring)
  case link(title: Substring, destination: String)
  case contact(Substring)
  case decide(Substring)
  case actions([BracketedName])
  case plain
}

/// `【name｜parameter：value】`.
struct BracketedName {
  let name: Substring
  let arguments: [(name: Substring, value: Substring)]
  /// The name and its brackets.
  let whole: Substring
}

/// Reads the form of one item. The first form that fits is taken; what fits none is plain.
func readForm(_ text: Substring, of rich: RichText) -> Form {
  let spoken = text.withoutNumbering
  if let words = spoken.behind(Keywords.note) { return .note(words) }
  if let words = spoken.behind(Keywords.say) { return .say(words) }
  // A full stop belongs to the sentence, not to the last name in it.
  let text = spoken.withoutFullStop
  if let condition = text.behind(Keywords.when) { return .branch(condition: condition) }
  if let rest = text.behind(Keywords.online) { return .guarded([.online], rest: rest) }
  if let rest = text.behind(Keywords.phone) { return .guarded([.phone], rest: rest) }
  if let words = text.behind(Keywords.never) { return .never(words) }
  if let words = text.behind(Keywords.promise) { return .promise(words) }
  if let words = text.behind(Keywords.conclude) { return .conclude(words) }
  if let words = text.behind(Keywords.ruling + Keywords.finalRuling), words.contains(where: { $0 == "%" || $0 == "％" }) { return .ruling(words) }
  if text.behind(word: Keywords.overturn)?.rest.isEmpty == true { return .overturn }
  if let words = text.behind(Keywords.refundFirst) { return .refundFirst(words) }
  if let link = rich.soleLink { return .link(title: link.title, destination: link.destination) }
  if let (_, rest) = text.behind(word: Keywords.followUp), let bracket = brackets(in: rest).first, bracket.whole.startIndex == rest.startIndex {
    return .followUp(name: bracket.name)
  }
  if let (_, rest) = text.behind(word: Keywords.goBack), !rest.isEmpty { return .goBack(rest) }
  if let (_, rest) = text.behind(word: Keywords.handOff) {
    if rest.isEmpty { return .handOff(role: nil) }
    if let (head, inside) = rest.parenthesised, head.isEmpty { return .handOff(role: inside) }
  }
  if let ask = readAsk(text) { return ask }
  let bracketed = brackets(in: text)
  if let (_, rest) = text.behind(word: Keywords.wait), bracketed.isEmpty, !rest.isEmpty { return .wait(rest) }
  if let (_, rest) = text.behind(word: Keywords.contact), bracketed.allSatisfy({ isNotice($0, in: text) }), !rest.isEmpty { return .contact(rest) }
  if text.behind(word: Keywords.decide) != nil { return .decide(text) }
  if !bracketed.isEmpty { return .actions(bracketed) }
  return .plain
}

/// `向 PARTY 询问 FACT`, `Ask PARTY for FACT`.
private func readAsk(_ text: Substring) -> Form? {
  if text.first == "向", let verb = text.range(of: "询问") {
    let party = text[text.index(after: text.startIndex)..<verb.lowerBound].trimmed
    let fact = text[verb.upperBound...].trimmed
    return party.isEmpty || fact.isEmpty ? nil : .ask(party: party, fact: fact)
  }
  if let (_, rest) = text.behind(word: ["ask"]), let middle = rest.range(of: " for ") {
    return .ask(party: rest[..<middle.lowerBound].trimmed, fact: rest[middle.upperBound...].trimmed)
  }
  return nil
}

/// The names in 【】 or [] of a text, in order.
func brackets(in text: Substring) -> [BracketedName] {
  var found: [BracketedName] = []
  var rest = text
  // Openings of a kind that is never closed again are plain characters.
  var openings: Set<Character> = ["【", "[", "《"]
  while let open = rest.firstIndex(where: { openings.contains($0) }) {
    let closing: Character = rest[open] == "【" ? "】" : rest[open] == "《" ? "》" : "]"
    let inside = rest[rest.index(after: open)...]
    guard let close = inside.firstIndex(of: closing) else {
      openings.remove(rest[open])
      continue
    }
    let body = inside[..<close]
    if rest[open] == "《" {
      // 《…【…】…》 is the name of another document.
      rest = rest[rest.index(after: close)...]
      continue
    }
    let parts = body.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "｜" || $0 == "|" })
    let arguments =
      parts.count < 2
      ? []
      : parts[1].cut(at: ["；", ";"]).map { part -> (name: Substring, value: Substring) in
        let sides = part.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" }).map(\.trimmed)
        return sides.count == 2 ? (sides[0], sides[1]) : (part[part.startIndex..<part.startIndex], part)
      }
    if let name = parts.first?.trimmed, !name.isEmpty {
      found.append(BracketedName(name: name, arguments: arguments, whole: text[open..<text.index(after: close)]))
    }
    rest = rest[rest.index(after: close)...]
  }
  return found
}
