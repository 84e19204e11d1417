/// How the subject of a case names the order that the case is about.
///
/// A registration opens a case for each of its problems: `A-1`, `A-1/2`, `A-1/3`. One that is about another matter than the open case gets one of its own:
/// `A-1/food`, `A-1/2/food`. All of them are about the order A-1. Not so `A-1/unverified-…`: who names a number hasn't shown that the order is theirs, and
/// nothing of it is told to them.
public enum OrderSubject {
  private static let tie = "/"
  private static let unverifiedMark = "unverified-"
  private static let noOrder = "no-order"

  /// Of another problem of the same registration. - Parameter number: from 2.
  public static func further(_ number: Int, of subject: String) -> String { subject + tie + String(number) }
  /// Of another matter than the one that the open case is about. - Parameter matter: one word, e.g. the value of a fact.
  public static func apart(_ matter: String, from subject: String) -> String { subject + tie + matter }
  /// Of an order that nobody has shown to be theirs. - Parameter word: tells such cases apart.
  public static func unverified(_ order: String, _ word: String) -> String { order + tie + unverifiedMark + word }
  /// Of a matter without any order. - Parameter word: as above.
  public static func withoutOrder(_ word: String) -> String { noOrder + tie + word }

  /// Whether a case about `subject` is about this order.
  public static func isAbout(_ order: String, _ subject: String) -> Bool { orders(of: subject).contains { $0.utf8.elementsEqual(order.utf8) } }

  /// The orders that a subject may be about, the longest name first: an order's own name may look like that of a further case. Which one is meant say those that
  /// there are.
  public static func orders(of subject: String) -> [String] {
    let parts = subject.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count > 1, !parts.contains(where: { $0.isEmpty || $0.starts(with: unverifiedMark.utf8) }), !parts[0].elementsEqual(noOrder.utf8) else {
      return [subject]
    }
    func shortened(by count: Int) -> String { String(subject[..<parts[parts.count - 1 - count].endIndex]) }
    var orders = [subject, shortened(by: 1)]
    if parts.count > 2, isNumber(parts[parts.count - 2]), !isNumber(parts[parts.count - 1]) { orders.append(shortened(by: 2)) }
    return orders
  }

  private static func isNumber(_ part: Substring.UTF8View) -> Bool { part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
}
