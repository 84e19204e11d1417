import Casework

/// The samples of a playbook's key figures over the cases of one merchant's orders.
public struct MerchantTally: Hashable, Sendable {
  public let merchant: String
  /// By figure.
  public let figures: [String: FigureTally]

  public init(merchant: String, figures: [String: FigureTally]) {
    self.merchant = merchant
    self.figures = figures
  }

  /// Cases that were opened: those with the most come first.
  package var opened: Int { figures[FigureSample.opened]?.count ?? 0 }

  /// The first of them, by cases and name.
  package static func most(_ limit: Int, of found: [String: [String: FigureTally]]) -> [MerchantTally] {
    let all = found.map { MerchantTally(merchant: $0.key, figures: $0.value) }
    return Array(all.sorted { ($1.opened, $0.merchant) < ($0.opened, $1.merchant) }.prefix(max(limit, 0)))
  }
}
