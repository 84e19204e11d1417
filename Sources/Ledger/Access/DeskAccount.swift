public import Playbook

/// What a person who works at the desk logs in by. Money's accounts are another thing: `Playbook.Account`.
public struct DeskAccount: Hashable, Sendable {
  /// The log-in name: see `isID`.
  public let id: String
  /// The name as it is shown.
  public var name: String
  public var role: Role
  public let createdAt: Instant
  public let createdBy: String
  /// From then on nobody comes in by it.
  public var disabledAt: Instant?
  /// Its password was made by somebody else: nothing may be done by it before that is changed.
  public var mustChangePassword: Bool

  /// Nil when `id` can't be a log-in name.
  public init?(
    id: String, name: String, role: Role, createdAt: Instant, createdBy: String, disabledAt: Instant? = nil, mustChangePassword: Bool = false
  ) {
    guard Self.isID(id) else { return nil }
    self.id = id
    self.name = name
    self.role = role
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.disabledAt = disabledAt
    self.mustChangePassword = mustChangePassword
  }

  /// 2 to 40 of lower-case ASCII letters, digits, `.`, `_` and `-`. `me` is whoever asks, in addresses.
  public static func isID(_ text: String) -> Bool {
    (2...40).contains(text.utf8.count) && text != "me"
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
  }
}
