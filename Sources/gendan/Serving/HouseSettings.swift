/// What a desk behind the port has of its own.
struct HouseSettings {
  /// Nil where there is one house only.
  let tenant: String?
  /// Which requests are for it; none where all are.
  let hosts: [String]
  let ledger: String
  let evidence: EvidenceSettings
  let access: AccessSettings
}
