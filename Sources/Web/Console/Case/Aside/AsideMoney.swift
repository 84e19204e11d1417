import Casework
import Desk
import Playbook

/// Who is liable, what was paid, and what it comes to.
struct AsideMoney {
  /// What an account has got in the case, or given where it begins with a minus sign.
  struct Balance {
    let account: String
    let amount: String
  }

  /// A ruling or a posting, in words.
  struct Entry {
    let wording: String
    let when: PageTimes.Stamp
  }

  private static let mostEntries = 20

  /// Who has to answer for it by now, with shares; empty while nobody has ruled.
  let liable: String
  let isRuled: Bool
  let isProvisional: Bool
  let balances: [Balance]
  let hasBalances: Bool
  /// The newest first.
  let entries: [Entry]

  /// Nil where no money has moved and nobody has ruled.
  init?(_ look: AsideLook) {
    let state = look.state
    guard !state.rulings.isEmpty || !state.postings.isEmpty else { return nil }
    let standing = state.standingRuling
    liable = Self.shares(standing, look)
    isRuled = standing != nil
    isProvisional = standing?.standing == .provisional
    balances = MoneyUnit.allCases.flatMap { unit in
      state.balances(in: unit).filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { account, amount in
        Balance(account: Self.name(of: account, look), amount: Self.text(amount, unit, look.language))
      }
    }
    hasBalances = !balances.isEmpty
    var entries: [Entry] = []
    for event in look.file.events.reversed() where entries.count < Self.mostEntries {
      switch event.kind {
      case .ruled, .posted:
        if let line = look.retelling.line(event) { entries.append(Entry(wording: look.shown(line.text), when: look.stamp(event.at))) }
      default: continue
      }
    }
    self.entries = entries
  }

  private static func shares(_ ruled: Ruled?, _ look: AsideLook) -> String {
    let shares = (ruled?.shares ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return shares.map { "\(name(of: $0.key, look)) \($0.value)%" }.joined(separator: look.language.words("、", ", "))
  }

  /// `platform/reserve`: what the platform has set aside.
  private static func name(of account: String, _ look: AsideLook) -> String {
    let parts = account.split(separator: "/")
    let name = parts.first.flatMap { Account(rawValue: String($0)) }?.name(in: look.language) ?? account
    return parts.count > 1 ? look.words.text("aside-money-reserve", ["account": name]) : name
  }

  /// Fen as `¥12.30`; points and coupons as their unit writes them.
  static func text(_ amount: Int64, _ unit: MoneyUnit, _ language: Language) -> String {
    guard unit == .cny else { return unit.words(amount, in: language) }
    let (yuan, fen) = amount.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(amount < 0 ? "−" : "")¥\(yuan).\(fen < 10 ? "0" : "")\(fen)"
  }
}
