import HTTPTypes

/// Every page there is.
enum ConsoleAddresses {
  static func all(_ console: Console) -> [Address] {
    let hall = ConsoleHall(console: console)
    return [
      Address(.get, "/", .everybody, face: .page) { hall.enter($0, $1) },
      Address(.get, "/console", .known, face: .page) { try hall.begin($0, $1) },
      Address(.get, "/console/log-in", .everybody, face: .page) { try hall.logIn($0, $1) },
      Address(.get, "/console/files/{release}/{file}", .everybody) { try hall.file($0, $1) },
    ]
  }
}
