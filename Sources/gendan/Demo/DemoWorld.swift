import Playbook
import Sandbox

/// What is true in the demo: every declared fact can take every value, the usual ones more often.
///
/// Made from the vocabulary, so that any playbook can be tried in the sandbox.
struct DemoWorld {
  let plan: Plan

  /// Facts of the shipped pack whose values are far from equally likely, by value id.
  private static let weights: [String: [String: Int]] = [
    "order.state": ["unpaid": 1, "cancelled": 1, "preparing": 1, "delivering": 16, "delivered": 6, "completed": 2],
    "merchant.request": ["deliver": 7, "aftersales": 3],
    "refund.state": ["none": 60, "requested": 12, "partial": 1, "approved": 1, "paid": 1, "refused": 1, "withdrawn": 1],
    "meal.position": ["at-point": 6, "returning": 3, "returned": 3, "on-the-way": 1, "not-ready": 1, "lost": 1, "conflict": 1],
    "contact.reason": ["review": 3, "change": 2, "quality": 2, "invoice": 1, "belongings": 1, "other": 2],
    "delivery.mode": ["platform": 5, "self": 3, "courier": 1],
    "ruling": ["rider": 5, "customer": 5, "merchant": 2, "platform": 1, "shared": 1, "nobody": 1, "undecidable": 1],
  ]

  /// Sample texts for facts that can be anything; no real person or shop.
  private static let texts = ["小跟", "巷口面馆", "南门粥铺", "一碗牛肉粉"]

  func world(now: @escaping @Sendable () -> Instant) -> SandboxWorld {
    let facts = plan.vocabulary.facts
    let zone = plan.zone
    let parties = plan.vocabulary.parties.map(\.id)
    return SandboxWorld(
      facts: Dictionary(facts.map { ($0.id, chances($0)) }, uniquingKeysWith: { first, _ in first }),
      toldOnContact: Dictionary(parties.map { ($0, told(by: $0)) }, uniquingKeysWith: { first, _ in first }),
      timeWords: { minutesAgo in zone.text(Instant(milliseconds: now().milliseconds - minutesAgo * 60_000)) })
  }

  /// What a person says when they are reached. Nobody speaks for another party, and who it was that answered is for the agent to say.
  private func told(by party: Party.ID) -> [Fact.ID] {
    let parties = Set(plan.vocabulary.parties.map(\.id))
    return plan.vocabulary.facts.filter { fact in
      guard fact.sources.contains(.contactAnswer) else { return false }
      if case .choice(let choices) = fact.type, choices.allSatisfy({ parties.contains($0.id) }) { return false }
      let about = Set(fact.id.split(separator: ".").map(String.init)).intersection(parties)
      return about.isEmpty || about.contains(party)
    }.map(\.id)
  }

  private func chances(_ fact: Fact) -> [SandboxWorld.Chance] {
    switch fact.type {
    case .choice(let choices): choices.map { .init($0.name, weight: Self.weights[fact.id]?[$0.id] ?? 1) }
    case .flag:
      [true, false].map { flag in
        .init(fact.words(for: .flag(flag), in: plan.language), weight: Self.weights[fact.id]?[flag ? "yes" : "no"] ?? 1)
      }
    case .number: ["1", "2", "5", "12"].map { .init($0) }
    case .money: ["8 元", "23.5 元", "46 元"].map { .init($0) }
    case .duration: ["10 分钟", "45 分钟"].map { .init($0) }
    case .time: [5, 20, 40].map { .init(minutesAgo: $0) }
    case .text: (fact.id.contains("name") ? Self.texts.dropFirst() : Self.texts.prefix(1)).map { .init($0) }
    }
  }

  /// Openings every quarter of an hour to an hour, and now and then something happens to an order.
  var habits: OrderHabits {
    let minute: Int64 = 60_000
    let news = plan.vocabulary.events.map { OrderHabits.News(.event($0.id), percent: 6, after: 5 * minute...180 * minute) }
    // What happens to the meal isn't known when the merchant calls: that is found out on the way.
    let told = plan.vocabulary.facts.filter { $0.sources.first == .orderSignal && $0.sources.count <= 2 && $0.type != .time }.map(\.id)
    return OrderHabits(interval: 15 * minute...60 * minute, channels: [.init("online", weight: 3), .init("phone", weight: 2)], factsTold: told, news: news)
  }
}
