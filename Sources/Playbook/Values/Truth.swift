/// Three-valued logic after Kleene: what isn't known is neither yes nor no.
public enum Truth: String, Hashable, Sendable, Codable {
  case yes, no, unknown

  public init(_ value: Bool) { self = value ? .yes : .no }

  public static func && (left: Truth, right: @autoclosure () -> Truth) -> Truth {
    if left == .no { return .no }
    let other = right()
    if other == .no { return .no }
    return left == .yes && other == .yes ? .yes : .unknown
  }

  public static func || (left: Truth, right: @autoclosure () -> Truth) -> Truth {
    if left == .yes { return .yes }
    let other = right()
    if other == .yes { return .yes }
    return left == .no && other == .no ? .no : .unknown
  }

  public static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }
}
