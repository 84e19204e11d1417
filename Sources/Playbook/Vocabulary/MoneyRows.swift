/// The table `资金 / Money`: what each action of the kind money moves.
extension VocabularyReading {
  mutating func bindMoney(_ row: VocabularyTable.Row) {
    let name = row.text(.action)
    guard let action = names.action(brackets(in: name).first?.name ?? name), vocabulary.action(action.id) != nil else {
      return reportUnreadable(row, .action, name, "没有声明这个动作", "no such action is declared")
    }
    guard action.kind == .money else {
      return reportUnreadable(row, .action, name, "这个动作的类别不是资金", "the kind of this action isn't money")
    }
    guard action.money == nil else {
      return report(DuplicateNameCheck.id, .error, row.place(.action), .init("“\(name)”的资金已经声明过。", "The money of “\(name)” is declared already."))
    }
    guard let terms = moneyTerms(row) else { return }
    vocabulary.declaredActions.put(action.moving(terms))
  }

  private mutating func moneyTerms(_ row: VocabularyTable.Row) -> MoneyTerms? {
    let accounts = Account.allCases.map { $0.name(in: document.language) }.joined(separator: document.language.words("、", ", "))
    let unitText = row.text(.unit).isEmpty ? row.text(.values) : row.text(.unit)
    guard let unit = unitText.isEmpty ? .cny : MoneyUnit(label: unitText) else {
      reportUnreadable(row, row.text(.unit).isEmpty ? .values : .unit, unitText, "单位为元、米粒或优惠券", "a unit is CNY, points or coupons")
      return nil
    }
    let payerText = row.text(.payer)
    let payer: MoneyTerms.Payer? =
      ["责任方", "裁定", "按裁定", "ruling", "by ruling", "liable"].contains { normalized($0) == normalized(payerText) }
      ? .ruling : account(payerText).map { .account($0) }
    guard let payer else {
      reportUnreadable(row, .payer, payerText, "出账的是 \(accounts) 或 责任方", "who pays is one of \(accounts), or the ruling")
      return nil
    }
    guard let to = account(row.text(.receiver)), .account(to) != payer else {
      reportUnreadable(row, .receiver, row.text(.receiver), "入账的是另一个账户：\(accounts)", "who receives is another of \(accounts)")
      return nil
    }
    guard let amount = amount(row, unit) else { return nil }
    return MoneyTerms(
      payer: payer, to: to, amount: amount, unit: unit, mostEach: limit(row, .mostEach, unit), mostPerCase: limit(row, .mostPerCase, unit),
      budget: budget(row, unit), bands: bands(row, unit))
  }

  private func account(_ text: Substring) -> Account? { Account(label: text, names) }

  private mutating func amount(_ row: VocabularyTable.Row, _ unit: MoneyUnit) -> MoneyTerms.Amount? {
    let text = row.text(.amount)
    if let fact = names.fact(row.cells[.amount]?.codeParts.first ?? text) {
      if case .number = fact.type, unit == .points { return .fact(fact.id) }
      if case .money = fact.type, unit != .points { return .fact(fact.id) }
    } else if let amount = unit.amount(text), amount > 0 {
      return .fixed(amount)
    }
    reportUnreadable(
      row, .amount, text, "金额是一个数，或一个金额类型的事实（米粒用数字类型）", "an amount is a figure, or a fact of the type money (number for points)")
    return nil
  }

  /// An unreadable limit must not become none.
  private mutating func limit(_ row: VocabularyTable.Row, _ column: VocabularyTable.Column, _ unit: MoneyUnit) -> Int64? {
    let text = row.text(column)
    guard !text.isEmpty, text != "-" else { return nil }
    if let amount = unit.amount(text) { return amount }
    reportUnreadable(row, column, text, "上限写成如“200 元”", "a limit is written for example “200 yuan”")
    return 0
  }

  private mutating func budget(_ row: VocabularyTable.Row, _ unit: MoneyUnit) -> MoneyTerms.Budget? {
    let text = row.text(.budget)
    guard !text.isEmpty, text != "-" else { return nil }
    for (period, endings) in [(MoneyTerms.Budget.Period.day, ["/天", "每天", "/日", "每日", "/day", "a day"]), (.month, ["/月", "每月", "/month", "a month"])] {
      for ending in endings where text.lowercased().hasSuffix(ending) {
        if let most = unit.amount(text.dropLast(ending.count)) { return MoneyTerms.Budget(most: most, period: period) }
      }
    }
    reportUnreadable(row, .budget, text, "预算写成如“5000 元/天”或“/月”", "a budget is written for example “5000 yuan/day” or “/month”")
    return MoneyTerms.Budget(most: 0, period: .day)
  }

  /// `50 元以下 免审；200 元以下 主管；以上 主管、运营负责人`, `up to 50 yuan: nobody; up to 200 yuan: supervisor; above: supervisor, operations`.
  private mutating func bands(_ row: VocabularyTable.Row, _ unit: MoneyUnit) -> [MoneyTerms.ApprovalBand] {
    let text = row.text(.approval)
    guard !text.isEmpty, text != "-" else { return [] }
    var bands: [MoneyTerms.ApprovalBand] = []
    for part in text.cut(at: ["；", ";"]) {
      if let band = band(part, unit), band.upTo ?? .max > bands.last.map({ $0.upTo ?? .max }) ?? -1 {
        bands.append(band)
      } else {
        reportUnreadable(
          row, .approval, part, "审批档从小到大写成“50 元以下 免审；200 元以下 主管；以上 主管、运营负责人”",
          "bands are written upwards: “up to 50 yuan: nobody; up to 200 yuan: supervisor; above: supervisor, operations”")
        return [MoneyTerms.ApprovalBand(upTo: 0, roles: [])]
      }
    }
    return bands
  }

  private func band(_ text: Substring, _ unit: MoneyUnit) -> MoneyTerms.ApprovalBand? {
    func roles(_ rest: Substring) -> [String]? {
      let roles = rest.trimmed(of: ["：", ":"]).trimmed.cut(at: ["、", ",", "，"]).map(String.init)
      if roles.isEmpty { return nil }
      return roles.count == 1 && ["免审", "无需审批", "nobody", "none", "-"].contains(roles[0].lowercased()) ? [] : roles
    }
    if let rest = text.behind(word: ["以上", "其余", "above", "over"])?.rest { return roles(rest).map { .init(upTo: nil, roles: $0) } }
    for mark in ["以下", "以内"] {
      guard let place = text.range(of: mark) else { continue }
      guard let most = unit.amount(text[..<place.lowerBound]), let roles = roles(text[place.upperBound...]) else { return nil }
      return .init(upTo: most, roles: roles)
    }
    guard let rest = text.behind(word: ["up to"])?.rest, let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    guard let most = unit.amount(rest[..<colon]), let roles = roles(rest[colon...]) else { return nil }
    return .init(upTo: most, roles: roles)
  }
}

extension Account {
  /// By one of its own names, or by a declared party that has its id or one of its names.
  init?(label: some StringProtocol, _ names: Names) {
    if let account = Account(label: label) {
      self = account
      return
    }
    guard let party = names.party(label) else { return nil }
    guard let account = Account(rawValue: party.id) ?? party.labels.lazy.compactMap({ Account(label: $0) }).first else { return nil }
    self = account
  }
}
