import Casework
import Desk
import Ledger
import Foundation
import Playbook

/// Reads a registration against its form. Everything that is wrong is noted with its place; nothing is looked up.
struct RegistrationReading {
  static let longestOrder = OrderEvent.longestName
  static let longestName = 100

  let plan: Plan
  let form: IntakeForm
  let caller: Caller

  /// Characters that a text may have. - Returns: what the fact itself allows, if that is less.
  static func longest(_ fact: Fact, _ form: IntakeForm) -> Int {
    if fact.id == form.phone { return PhoneNumber.longest }
    if fact.id == form.name { return longestName }
    let most = fact.id == form.description ? 5_000 : 500
    return min(fact.longest ?? most, most)
  }

  func read(_ object: JSONObject) -> Registration {
    let channel = channel(object)
    let order = oneLine(object, "order", longest: Self.longestOrder)
    if order != nil, form.order == nil { object.note("order", Self.notAsked) }
    let phone = phone(object, on: channel)
    let proof = object.optionalText("phoneProof")
    let isKnown = object.optionalFlag("phoneVerified")
    if isKnown != nil, caller.role != .integration {
      object.note("phoneVerified", .init("只有平台的程序可以这样说，请用短信验证码", "only the platform's programs may say so: use a code"))
    }
    let persons = persons(object)
    let name = name(object, on: channel)
    var shared: [FactReport] = []
    if let id = form.phone, let phone { shared.append(report(id, phone.digits)) }
    if let id = form.name, let name { shared.append(report(id, name)) }
    let problems = ProblemsReading(plan: plan, form: form, source: caller.source, channel: channel).read(object)
    if order == nil, let field = form.orderField, problems.contains(where: { field.isRequired(on: channel, $0.value) }), !object.hasFault(at: "order") {
      object.note("order", Self.missing(field, .init("这类问题要有订单号", "a problem of this kind needs the order's number")))
    }
    return Registration(
      channel: channel, order: order, phone: phone, phoneProof: proof, isPhoneKnown: isKnown == true, persons: persons, shared: shared, problems: problems)
  }

  static let notAsked = Problem.Words("这份登记表不问这一项", "isn't asked in this form")

  /// What is missing, with the field's own words of help.
  static func missing(_ field: IntakeForm.Field, _ words: Problem.Words) -> Problem.Words {
    Problem.Words(
      ([words.chinese] + [field.hint(in: .chinese)].compactMap(\.self)).joined(separator: "。"),
      ([words.english] + [field.hint(in: .english)].compactMap(\.self)).joined(separator: ". "))
  }

  private func report(_ fact: Fact.ID, _ text: String) -> FactReport { FactReport(fact: fact, value: .text(text), source: caller.source) }

  // MARK: members

  private func channel(_ object: JSONObject) -> ChannelName {
    guard let name = object.optionalText("channel"), !object.hasFault(at: "channel") else { return .online }
    do throws(SignalFault) { return try SignalWords(plan.vocabulary, source: caller.source).channel(name) } catch {
      object.note("channel", .init(error))
      return .online
    }
  }

  /// Without white space around it; nil for none. What becomes a name is written in one line.
  private func oneLine(_ object: JSONObject, _ name: String, longest: Int) -> String? {
    guard let text = object.optionalText(name, longest: longest) else { return nil }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.utf8.count <= longest * 4, !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      if !object.hasFault(at: name) { object.note(name, .init("写在一行里", "write it in one line")) }
      return nil
    }
    return trimmed.isEmpty ? nil : trimmed
  }

  private func phone(_ object: JSONObject, on channel: ChannelName) -> PhoneNumber? {
    let text = oneLine(object, "phone", longest: PhoneNumber.longest)
    guard let field = form.phone.flatMap(form.field) else {
      if text != nil { object.note("phone", Self.notAsked) }
      return nil
    }
    guard let text else {
      if field.isRequired(on: channel, { _ in nil }), !object.hasFault(at: "phone") { object.note("phone", Self.missing(field, .init("缺手机号", "missing"))) }
      return nil
    }
    let number = PhoneNumber(text)
    if number == nil, !object.hasFault(at: "phone") { object.note("phone", .init("应是 11 位的手机号", "should be a mobile number of 11 digits")) }
    return number
  }

  private func name(_ object: JSONObject, on channel: ChannelName) -> String? {
    let text = oneLine(object, "name", longest: Self.longestName)
    guard let field = form.name.flatMap(form.field) else {
      if text != nil { object.note("name", Self.notAsked) }
      return nil
    }
    if text == nil, field.isRequired(on: channel, { _ in nil }), !object.hasFault(at: "name") {
      object.note("name", Self.missing(field, .init("缺姓名", "missing")))
    }
    return text
  }

  private func persons(_ object: JSONObject) -> [Party.ID: PersonID] {
    let words = SignalWords(plan.vocabulary, source: caller.source)
    var persons: [Party.ID: PersonID] = [:]
    for (name, person) in object.texts("persons") {
      guard name.count <= 100, (1...200).contains(person.unicodeScalars.count),
        !person.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      else {
        object.note("persons/\(name.prefix(100))", .init("1 到 200 个字，写在一行里", "1 to 200 characters in one line"))
        continue
      }
      do throws(SignalFault) { persons[try words.party(name).id] = PersonID(person) } catch { object.note("persons/\(name)", .init(error)) }
    }
    return persons
  }
}
