/// Small readings that tables and outlines share.

/// `先 下单人`, `再收货人（号码不同）`, `then the recipient (numbers differ)`.
func readRung(_ text: Substring, _ names: Names) -> Party.Rung? {
  let bare = text.behind(word: ["首先", "先", "然后", "再次", "再", "最后", "first", "then", "finally"])?.rest ?? text
  let (head, inside) = bare.parenthesised ?? (bare, "")
  guard let party = names.party(head) else { return nil }
  guard !inside.isEmpty else { return Party.Rung(party: party.id) }
  guard let condition = ConditionReader(names: names, fact: nil, answers: []).read(inside) else { return nil }
  return Party.Rung(party: party.id, condition: condition)
}

/// `3 次`, `2 attempts`, `3 times`.
func readAttempts(_ text: Substring) -> Int? {
  let text = halfWidth(text)
  let digits = text.prefix(while: { $0.isASCII && $0.isNumber })
  let unit = text[digits.endIndex...].trimmed.lowercased()
  return ["次", "遍", "attempt", "attempts", "time", "times", "tries"].contains(unit) ? Int(digits) : nil
}

/// `FACT=V`.
func readSetting(_ text: Substring, _ names: Names) -> FactSetting? {
  let sides = text.split(maxSplits: 1, whereSeparator: { $0 == "=" || $0 == "＝" }).map(\.trimmed)
  guard sides.count == 2, let fact = names.fact(sides[0]), let value = fact.value(sides[1]) else { return nil }
  return FactSetting(fact: fact.id, value: value)
}

/// Cuts `{slots}` out of a text.
func readWording(_ text: String, _ names: Names) -> Wording {
  var parts: [Wording.Part] = []
  var rest = text[...]
  while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
    if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
    let name = rest[rest.index(after: open)..<close].trimmed
    parts.append(names.fact(name).map { .slot($0.id) } ?? .unbound(String(name)))
    rest = rest[rest.index(after: close)...]
  }
  if !rest.isEmpty { parts.append(.text(String(rest))) }
  return Wording(parts: parts)
}
