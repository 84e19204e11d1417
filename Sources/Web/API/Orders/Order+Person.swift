import Casework
import Playbook

extension Order {
  /// Who a party of the order is over all cases, as its platform tells: the member of that name.
  func person(of party: Party.ID) -> String? {
    switch party {
    case "merchant": merchant?.value
    case "rider": rider?.value
    default: attributes[party]?.value
    }
  }
}
