extension Case {
  /// Rebuilds a case from its events, from the first one on. - Returns: nil when they don't begin with `opened`.
  public init?(id: CaseID, folding events: some Sequence<Event>) {
    return nil
  }

  /// Takes one event into the state. It needs no plan: events say everything.
  public mutating func apply(_ event: Event) {
  }
}
