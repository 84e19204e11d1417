/// **Finds** a kind that a document lists among others and then forgets: four types of problem, three with a solution; `超时、地址错误、拒收` listed and only two treated;
/// telephone keys for some types; scenes for one value of a type (`“仅退款”`) and none for the other.
///
/// **Matters** because cases of the forgotten kind come all the same, and each agent makes up an answer.
///
/// ```
/// 1. 配送问题：…   2. 食品问题：…   3. 服务态度问题：…
/// - 配送问题转骑手组
/// - 食品问题转商家          这里写了 2 类，漏了“服务态度问题”。
/// ```
///
/// **Close it** with an item for the missing kind, or with `其他`. **Level**: warning.
enum KindWithoutTreatmentCheck: TextCheck {
  static let id = "kind-without-treatment"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("列出的种类有一个没有下文", "A kind that is listed and then forgotten")
  static let help = Diagnostic.Message("给漏掉的种类写怎么办，或写“其他”。", "Say what to do for the missing kind, or add an item for all others.")

  private static let most = 20
  private static let catchAll = WordList(["其他", "其它", "其余", "所有", "各类", "other", "others", "all", "any", "everything"])

  static func findings(in text: CheckedText) -> [Diagnostic] {
    let children = text.children
    let lists = children.keys.sorted().compactMap { parent in KindList(children[parent] ?? [], text) }
    var found: [Diagnostic] = []
    // Lists of kinds are few; a document with more is a register, not a procedure.
    for list in lists.prefix(most) {
      for parent in children.keys.sorted() where parent != list.parent { found += group(children[parent] ?? [], under: parent, against: list, text) }
      for passage in text.passages { found += quoted(passage, against: list, text) }
      found += members(of: list, children, text)
    }
    return found + scenes(text, children)
  }

  // MARK: kinds treated side by side

  /// Items beside each other that take up some kinds by name.
  private static func group(_ items: [Int], under parent: Int, against list: KindList, _ text: CheckedText) -> [Diagnostic] {
    guard items.count >= 2, items.count <= most * 2, !items.contains(where: list.items.contains) else { return [] }
    var named: Set<Int> = []
    var naming: [Int] = []
    for item in items {
      let head = text.passages[item].all.drop { $0 == "*" || $0 == " " || $0.isOpening }
      let stems = list.named(in: head.prefix(head.first?.isLatin == true ? 24 : 8))
      if !stems.isEmpty { naming.append(item) }
      named.formUnion(stems)
    }
    guard naming.count >= 2, let first = naming.first, named.count >= 2, named.count * 2 >= list.kinds.count, named.count < list.kinds.count,
      !items.contains(where: { isCatchAll(text.passages[$0]) })
    else {
      return []
    }
    return [finding(at: text.passages[first], nil, list, named, text)]
  }

  private static func isCatchAll(_ passage: Passage) -> Bool { catchAll.isIn(passage.all.prefix(16)) }

  /// `分设“配送问题”“食品问题”…按键`
  private static func quoted(_ passage: Passage, against list: KindList, _ text: CheckedText) -> [Diagnostic] {
    let quotations = passage.quotations
    guard quotations.count >= 2, quotations.count <= most else { return [] }
    var named: Set<Int> = []
    for range in quotations where range.count <= 16 { named.formUnion(list.named(in: passage.letters[range])) }
    guard named.count >= 2, named.count < list.kinds.count, let first = quotations.first, let last = quotations.last else { return [] }
    guard !catchAll.isIn(passage.letters[first.lowerBound..<last.upperBound]) else { return [] }
    return [finding(at: passage, first.lowerBound..<last.upperBound, list, named, text)]
  }

  private static func finding(at passage: Passage, _ range: Range<Int>?, _ list: KindList, _ named: Set<Int>, _ text: CheckedText) -> Diagnostic {
    let missing = list.kinds.indices.filter { !named.contains($0) }
    let names = missing.map { "“\(list.kinds[$0].name)”" }.joined(separator: "、")
    let line = text.passages[list.items[missing[0]]].line
    return text.finding(
      Self.self, at: passage, range, "这里按类写了 \(named.count) 类，没有\(names)（分类见第 \(line) 行）。",
      "\(named.count) kinds are taken up here, but not \(names) (listed on line \(line)).",
      suggestion: text.language.words("- \(list.kinds[missing[0]].name)：转人工", "- \(list.kinds[missing[0]].name): hand over to a person"))
  }

  // MARK: members of a kind

  /// `配送问题：超时、地址错误、拒收`, and elsewhere below `配送问题` one item for each but one.
  private static func members(of list: KindList, _ children: [Int: [Int]], _ text: CheckedText) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let leads = lastLeads(of: Set(list.kinds.flatMap(\.members)), text)
    for (index, passage) in text.passages.enumerated() where !list.items.contains(index) {
      guard let label = passage.label, let kind = list.kinds.firstIndex(where: { Array(label.spoken) == $0.spoken }), let below = children[index],
        below.count >= 2
      else { continue }
      let members = list.kinds[kind].members
      let labels = below.prefix(most).map { text.passages[$0].label.map { $0 } ?? text.passages[$0].all.prefix(12) }
      let missing = members.filter { member in !labels.contains { $0.holds(member) } }
      guard members.count - missing.count >= 1, !missing.isEmpty, members.count >= 2, !below.contains(where: { isCatchAll(text.passages[$0]) }) else {
        continue
      }
      // Taken up elsewhere by an item of its own.
      let open = missing.filter { leads[$0, default: 0] <= index }
      guard !open.isEmpty else { continue }
      let names = open.map { "“\(Letters($0).text)”" }.joined(separator: "、")
      found.append(
        text.finding(
          Self.self, at: passage, nil, "“\(list.kinds[kind].name)”里没有写\(names)怎么办（第 \(text.passages[list.items[kind]].line) 行列出了它）。",
          "Under “\(list.kinds[kind].name)” nothing is said about \(names) (listed on line \(text.passages[list.items[kind]].line)).",
          suggestion: text.language.words("- \(Letters(open[0]).text)：转人工", "- \(Letters(open[0]).text): hand over to a person")))
    }
    return found
  }

  /// For each member, the last passage that begins with it.
  private static func lastLeads(of members: Set<[Unicode.Scalar]>, _ text: CheckedText) -> [[Unicode.Scalar]: Int] {
    let lengths = Set(members.map(\.count)).sorted()
    var leads: [[Unicode.Scalar]: Int] = [:]
    for (index, passage) in text.passages.enumerated() {
      for length in lengths where passage.letters.count >= length {
        let lead = Array(passage.letters.prefix(length))
        if members.contains(lead) { leads[lead] = index }
      }
    }
    return leads
  }

  // MARK: scenes for the values of a type

  private static let setting = WordList(["类型为", "类型选择", "类型改为", "方式为", "状态为", "type is", "type to", "type of"])

  /// Values that sentences give to one thing (`售后类型为“A”`), of which the scenes in the headings name only one.
  private static func scenes(_ text: CheckedText, _ children: [Int: [Int]]) -> [Diagnostic] {
    var values: [[Unicode.Scalar]: [[Unicode.Scalar]]] = [:]
    for passage in text.passages {
      for range in passage.quotations where range.count <= 12 {
        let before = passage.letters[..<max(0, range.lowerBound - 1)]
        guard let match = setting.match(endingAt: before.endIndex, in: before) else { continue }
        let thing = Array(passage.letters[max(0, match.range.lowerBound - 2)..<match.range.upperBound])
        let value = Array(passage.letters[range])
        if !values[thing, default: []].contains(value), values[thing, default: []].count < most { values[thing, default: []].append(value) }
      }
    }
    var found: [Diagnostic] = []
    let groups = children.keys.sorted().map { (children[$0] ?? []).filter { isScene(text.passages[$0]) } }.filter { (2...most).contains($0.count) }
    for (thing, all) in values.sorted(by: { Letters($0.key).text < Letters($1.key).text }).filter({ $0.value.count >= 2 }).prefix(most) {
      for headings in groups {
        let named = all.filter { value in headings.contains { text.passages[$0].all.holds(value) } }
        guard named.count == 1, headings.allSatisfy({ text.passages[$0].all.holds(named[0]) }) else { continue }
        let missing = all.filter { $0 != named[0] }.map { "“\(Letters($0).text)”" }.joined(separator: "、")
        found.append(
          text.finding(
            Self.self, at: text.passages[headings[0]], nil,
            "\(headings.count) 个场景都只写“\(Letters(named[0]).text)”；“\(Letters(thing).text)”还有\(missing)，这些申请在各场景怎么办没有写。",
            "All \(headings.count) scenes are about “\(Letters(named[0]).text)” only; nothing is said of \(missing)."))
      }
    }
    return found
  }

  private static func isScene(_ passage: Passage) -> Bool { if case .label = passage.marker { true } else { false } }
}

extension Letters {
  /// Whether `word` stands somewhere inside.
  func holds(_ word: [Unicode.Scalar]) -> Bool {
    guard let first = word.first, count >= word.count else { return false }
    return indices.contains { self[$0] == first && has(word, at: $0) }
  }
}
