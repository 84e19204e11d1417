import HTTPTypes

/// Every page there is.
enum ConsoleAddresses {
  static func all(_ hall: ConsoleHall, _ figures: FiguresConsole) -> [Address] {
    [
      Address(.get, "/", .everybody, face: .page) { hall.enter($0, $1) },
      Address(.get, "/console", .known, face: .page) { try hall.begin($0, $1) },
      Address(.get, "/console/log-in", .everybody, face: .page) { try hall.logIn($0, $1) },
      Address(.get, "/console/files/{release}/{file}", .everybody) { try hall.file($0, $1) },

      Address(.get, "/console/figures", .having(.seeFigures), face: .page, answer: figures.show),
      Address(.get, "/console/figures.csv", .having(.seeFigures), face: .page, answer: figures.csv),
    ]
  }
}
