@testable import Casework
import Playbook

/// What the playbooks of these tests move, beside the shared vocabulary.
let moneyWords = """


  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | amount | amount | money | | order signal, agent |
  | bonus | bonus | number | points | order signal, agent |
  | liable | liable | choice | rider; merchant; platform | |
  | claim | claim state | choice | pending; paid; rejected | order signal |

  ## Actions

  | id | labels | kind | party | outcomes | limit | requires | undo |
  |---|---|---|---|---|---|---|---|
  | refund | refund | money | customer | paid; failed | 1 min, 2 attempts | | take back |
  | charge | pay by shares | money | customer | paid; failed | 1 min | | |
  | give | give points | money | customer | given; failed | 1 min | | |
  | compensate | compensate | money | customer | paid; failed | 1 min | | |
  | take-back | take back | task | | done; failed | 5 min | | |
  | file | file the claim | task | | taken; failed | 5 min | | |

  ## Events

  | id | labels | brings |
  |---|---|---|
  | claim-paid | carrier has paid | |

  ## Money

  | action | from | to | amount | unit | most each | most per case | budget | approval |
  |---|---|---|---|---|---|---|---|---|
  | refund | platform | customer | amount | CNY | 500 yuan | 800 yuan | | |
  | pay by shares | ruling | customer | amount | CNY | | | | |
  | give points | platform | customer | bonus | points | 100 points | | 1000 points/day | |
  | compensate | merchant | customer | amount | CNY | | | | up to 50 yuan: nobody; up to 200 yuan: supervisor; up to 900 yuan: supervisor, operations |

  """

extension Trial {
  /// A case of an outline that moves money.
  init(money outline: String, _ facts: KeyValuePairs<Fact.ID, String> = [:]) throws {
    try self.init("## Procedure\n\n" + outline + moneyWords, facts: facts)
  }

  func account(_ account: Account, _ unit: MoneyUnit = .cny) -> Int64 { state.balances(in: unit)[account.rawValue] ?? 0 }

  /// The kinds of the postings so far, in order.
  var postingKinds: [Posted.Kind] { state.postings.map(\.kind) }

  /// A person answers the open approval.
  mutating func approve(_ choice: String, by name: String, _ role: String) throws {
    let task = state.tasks.values.first { if case .approval = $0.purpose { true } else { false } }
    try send(.taskDone(task?.id ?? TaskID("none"), choice: choice), from: .person(name: name, role: role))
  }
}
