import Casework
import Testing

@Suite("Which order a case is about")
struct OrderSubjectTests {
  @Test(
    arguments: [
      ("A-1", ["A-1"]), ("A-1/2", ["A-1/2", "A-1"]), ("A-1/food", ["A-1/food", "A-1"]), ("A-1/2/food", ["A-1/2/food", "A-1/2", "A-1"]),
      ("order/1001", ["order/1001", "order"]), ("order/1001/2", ["order/1001/2", "order/1001"]),
      ("a/b/c", ["a/b/c", "a/b"]), ("A-1/12/food/3", ["A-1/12/food/3", "A-1/12/food"]),
      // Nobody has shown that the order is theirs.
      ("A-1/unverified-0f", ["A-1/unverified-0f"]), ("A-1/unverified-0f/2", ["A-1/unverified-0f/2"]), ("A-1/2/unverified-0f", ["A-1/2/unverified-0f"]),
      ("no-order/0f", ["no-order/0f"]), ("no-order/0f/2", ["no-order/0f/2"]),
      ("", [""]), ("/", ["/"]), ("A-1/", ["A-1/"]), ("/2", ["/2"]), ("A-1//2", ["A-1//2"]), ("订单/2", ["订单/2", "订单"]),
      ("A-1/\u{301}2", ["A-1/\u{301}2", "A-1"]),
    ] as [(String, [String])])
  func orders(subject: String, orders: [String]) {
    #expect(OrderSubject.orders(of: subject) == orders)
    for order in orders { #expect(OrderSubject.isAbout(order, subject)) }
    #expect(!OrderSubject.isAbout("B-1", subject))
  }

  @Test func `what is made of an order is about it, but for what nobody has shown to be theirs`() {
    let second = OrderSubject.further(2, of: "A-1")
    #expect(second == "A-1/2" && OrderSubject.apart("food", from: second) == "A-1/2/food")
    for subject in [second, OrderSubject.apart("food", from: "A-1"), OrderSubject.apart("food", from: second)] {
      #expect(OrderSubject.isAbout("A-1", subject) && !OrderSubject.isAbout("A-", subject), "\(subject)")
    }
    let unverified = OrderSubject.unverified("A-1", "0f")
    #expect(unverified == "A-1/unverified-0f")
    for subject in [unverified, OrderSubject.further(2, of: unverified), OrderSubject.apart("food", from: OrderSubject.further(2, of: unverified))] {
      #expect(!OrderSubject.isAbout("A-1", subject), "\(subject)")
    }
    #expect(!OrderSubject.isAbout("no-order", OrderSubject.further(2, of: OrderSubject.withoutOrder("0f"))))
  }
}
