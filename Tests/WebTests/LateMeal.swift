/// A person looks after it, and that is all.
let lateMeal = """
  ---
  id: late-meal
  locale: en
  ---
  # A meal is late

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |
  | kitchen | Kitchen | phone |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | merchant.id | Merchant | text | | order signal |
  | order.state | State | choice | preparing Preparing; delivering On the way; delivered Delivered | order signal |
  | result | Result | choice | found Found; lost Lost | |

  ## Events

  | id | labels |
  |---|---|
  | called | Called |

  ## Procedure

  - Look where the meal is
    - When: Given to the rider
      - Conclude: Result=Found
    - When: Not made
      - Conclude: Result=Lost
  """
