import Casework
import Desk
import Playbook

/// Reads the problems of a registration: `facts` of one, or `problems`, a list of several.
struct ProblemsReading {
  static let most = 10
  /// As facts name their source that were told from the words of whoever registers.
  static let byWords = "rule"

  let plan: Plan
  let form: IntakeForm
  let source: String
  let channel: ChannelName

  /// Facts as they were written, and where.
  private struct Written {
    let place: String
    let members: [(name: String, value: JSONValue)]
  }

  private var facts: FactsReading { FactsReading(words: SignalWords(plan.vocabulary, source: source), source: source) }

  /// The gravest first; those that are as grave as one another in the order of the request.
  func read(_ object: JSONObject) -> [Registration.Trouble] {
    let troubles = written(object).map { trouble($0, object) }
    guard let classes = form.classes else { return troubles }
    return troubles.enumerated().sorted { one, other in
      (form.rank(one.element.value(classes.fact)), one.offset) < (form.rank(other.element.value(classes.fact)), other.offset)
    }.map(\.element)
  }

  private func written(_ object: JSONObject) -> [Written] {
    guard object.has("problems") else { return [Written(place: "facts", members: object.values("facts"))] }
    if object.has("facts") {
      object.note("facts", .init("facts 和 problems 只写一个", "write either facts or problems"))
      _ = object.value("facts")
    }
    let most = form.classes == nil ? 1 : Self.most
    guard case .list(let list)? = object.value("problems"), (1...most).contains(list.count) else {
      object.note("problems", .init("应是 1 到 \(most) 个对象的列表", "should be a list of 1 to \(most) objects"))
      return []
    }
    return list.enumerated().compactMap { index, value -> Written? in
      guard case .object(let members) = value else {
        object.note("problems/\(index)", .init("应是对象", "should be an object"))
        return nil
      }
      return Written(place: "problems/\(index)", members: members.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    }
  }

  private func trouble(_ written: Written, _ object: JSONObject) -> Registration.Trouble {
    var trouble = Registration.Trouble(facts: [])
    var faulty: Set<Fact.ID> = []
    for (name, value) in written.members {
      let place = "\(written.place)/\(name.prefix(100).replacing("/", with: "~1"))"
      guard let fact = plan.vocabulary.fact(named: name), let field = form.field(fact.id), fact.id != form.phone, fact.id != form.name else {
        object.note(place, RegistrationReading.notAsked)
        continue
      }
      guard !trouble.facts.contains(where: { $0.fact == fact.id }), !faulty.contains(fact.id) else {
        object.note(place, .init("写了两次", "is told twice"))
        continue
      }
      // A line with nothing in it tells nothing.
      if case .text(let words) = value, words.allSatisfy(\.isWhitespace) { continue }
      guard let text = short(value, fact), let report = facts.report(name, text, in: object, at: written.place) else {
        if short(value, fact) == nil { object.note(place, .init("最多 \(longest(fact)) 个字", "at most \(longest(fact)) characters")) }
        faulty.insert(fact.id)
        continue
      }
      if let least = field.atLeast, field.binds(on: channel), case .text(let words)? = report.value, Self.count(words) < least {
        object.note(place, .init("至少 \(least) 个字，现在 \(Self.count(words)) 个", "at least \(least) characters, and these are \(Self.count(words))"))
      }
      trouble.facts.append(report)
    }
    let told = trouble
    for field in form.fields {
      guard case .fact(let id) = field.asked, id != form.phone, id != form.name, !faulty.contains(id), told.value(id) == nil else { continue }
      if field.isRequired(on: channel, told.value) { object.note("\(written.place)/\(id)", RegistrationReading.missing(field, .init("缺这一项", "missing"))) }
    }
    if let report = classified(told) {
      trouble.facts.removeAll { $0.fact == report.fact }
      trouble.facts.append(report)
    }
    for report in trouble.facts {
      guard let field = form.field(report.fact), !field.isAsked(trouble.value) else { continue }
      object.note("\(written.place)/\(report.fact)", .init("这类问题不问这一项", "isn't asked of a problem of this kind"))
    }
    return trouble
  }

  /// What the matter is, when nothing was chosen and the words speak of exactly one thing.
  private func classified(_ told: Registration.Trouble) -> FactReport? {
    guard let classes = form.classes, told.value(classes.fact) == nil, let words = form.description, case .text(let text)? = told.value(words) else {
      return nil
    }
    let values = plan.utterances.values(of: classes.fact, in: text)
    return values.count == 1 ? FactReport(fact: classes.fact, value: values.first, source: Self.byWords) : nil
  }

  /// White space is no description.
  private static func count(_ text: String) -> Int { text.count(where: { !$0.isWhitespace }) }

  /// Nil for a text that is longer than its fact may be; of other facts none is.
  private func short(_ value: JSONValue, _ fact: Fact) -> JSONValue? {
    guard case .text(let text) = value else { return value }
    return text.count <= longest(fact) ? value : nil
  }

  /// No value of a fact that isn't a text is longer.
  private func longest(_ fact: Fact) -> Int { fact.type == .text ? RegistrationReading.longest(fact, form) : 100 }
}
