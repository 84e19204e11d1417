extension MemoryLedger: SavedViewLedger {
  public func savedViews(of person: String) -> SavedViews { viewsByPerson[person] ?? SavedViews() }

  public func putSavedViews(_ views: SavedViews, of person: String) -> Bool {
    guard savedViews(of: person).revision == views.revision else { return false }
    viewsByPerson[person] = views.next
    return true
  }
}
