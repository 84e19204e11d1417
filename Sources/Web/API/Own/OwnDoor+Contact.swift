import Casework
import Desk
import Hummingbird
import Playbook

/// Customers keep current how they are reached, and whom to call when they aren't (O-05).
extension OwnDoor {
  /// `{"phone":"138…"}`, `{"emergency":{"name":"…","phone":"139…","isAdult":true,"consent":true}}`, or `{"emergency":null}`, which takes it away.
  func keepContact(_ request: Request, _ visit: Visit) async throws -> Response {
    let (visit, caller) = try await entered(visit)
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let own = try await OwnCase(of: visit, in: cases.desk)
    var reports: [FactReport] = []
    var phone: PhoneNumber?
    if object.has("phone") {
      phone = Self.number("phone", object)
      if !own.takesPhone { object.note("phone", Self.notKept) }
      if let phone { reports += own.reports(phone: phone) }
    }
    if object.has("emergency") {
      if !own.takesEmergencyContact { object.note("emergency", Self.notKept) }
      let contact = Self.contact(object, own, phone)
      reports += own.reports(emergency: contact, phone: phone?.digits)
    }
    if reports.isEmpty { object.note("", .init("写 phone 或 emergency", "write phone or emergency")) }
    try object.end()
    return try await cases.tell(.facts(reports), id, own.state, own.plan, caller.sender, request, visit, isTold: false)
  }

  private static let notKept = Problem.Words("这张单不登记这一项", "isn't kept by this case")

  /// Nil takes it away; what is wrong with it is noted.
  private static func contact(_ object: JSONObject, _ own: OwnCase, _ phone: PhoneNumber?) -> OwnCase.EmergencyContact? {
    if object.isNull("emergency") {
      _ = object.value("emergency")
      return nil
    }
    guard let part = object.object("emergency") else { return nil }
    let name = part.optionalText("name", longest: RegistrationReading.longestName)
    let number = Self.number("phone", part)
    let isAdult = part.optionalFlag("isAdult") ?? false
    let consents = part.optionalFlag("consent") ?? false
    if !isAdult, !part.hasFault(at: "isAdult") { part.note("isAdult", .init("联系人要是成年人", "the contact has to be an adult")) }
    if !consents, !part.hasFault(at: "consent") { part.note("consent", .init("要您同意用途才登记", "is needed: you have to agree to what it is used for")) }
    if let number, number.digits == phone?.digits ?? own.known(OwnCase.ContactFact.phone) {
      part.note("phone", .init("不能和您自己的号码相同", "may not be your own number"))
    }
    for rest in part.unread { part.note(rest, .init("不认识这一项", "isn't known")) }
    return number.map { OwnCase.EmergencyContact(name: name.flatMap { $0.isEmpty ? nil : $0 }, phone: $0.digits, isAdult: isAdult) }
  }

  private static func number(_ name: String, _ object: JSONObject) -> PhoneNumber? {
    let text = object.text(name, longest: PhoneNumber.longest)
    let number = PhoneNumber(text)
    if number == nil, !object.hasFault(at: name) { object.note(name, .init("应是 11 位的手机号", "should be a mobile number of 11 digits")) }
    return number
  }
}
