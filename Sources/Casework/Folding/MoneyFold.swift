import Playbook

extension Case {
  mutating func rule(_ ruled: Ruled) {
    rulings.removeAll { $0.id == ruled.id || $0.id == ruled.replaces }
    rulings.append(ruled)
  }

  mutating func post(_ posted: Posted) { postings.append(posted) }
}
