import Casework
import Desk
import Ledger
import Playbook

/// How the order that was named stands to whoever registers.
enum OrderStanding: Sendable {
  /// None was named.
  case none
  case theirs(OrderFile)
  /// It is known; whose it is, or who registers, isn't.
  case unsettled(OrderFile)
  /// Nobody has told the desk of it.
  case unknown
  case another

  /// As the API writes it. Whether an order that isn't theirs is there at all isn't said.
  var word: String {
    switch self {
    case .none: "none"
    case .theirs: "matches"
    case .unsettled: "unsettled"
    case .unknown, .another: "differs"
    }
  }

  /// What is known of the order by whoever may know it.
  var file: OrderFile? {
    switch self {
    case .theirs(let file), .unsettled(let file): file
    case .none, .unknown, .another: nil
    }
  }

  /// - Throws: `Problem` when the ledger doesn't answer.
  init(of order: String?, party: Party.ID?, persons: [Party.ID: PersonID], in watch: OrderWatch) async throws {
    guard let order else {
      self = .none
      return
    }
    guard let file = try await Problem.telling({ try await watch.orders.readOrder(order, book: watch.book) }) else {
      // A case about `A-1/2` hears of the order A-1: nobody gets one by writing a number so.
      let isFurther = try await Problem.telling { try await watch.orders.order(of: order, book: watch.book) } != nil
      self = isFurther ? .another : .unknown
      return
    }
    guard let party, let owner = file.order.person(of: party), let person = persons[party]?.text else {
      self = .unsettled(file)
      return
    }
    self = owner == person ? .theirs(file) : .another
  }
}
