/// A person looks after it, and knows how to reach the customer.
let personalMeal = """
  ---
  id: personal-meal
  locale: en
  ---
  # A meal is late, and somebody waits for it

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |

  ## Facts

  | id | labels | type | values | sources | personal |
  |---|---|---|---|---|---|
  | customer.phone | Phone | text | | order signal | yes |
  | customer.name | Name | text | | order signal | yes |
  | merchant.id | Merchant | text | | order signal | |
  | result | Result | choice | found Found; lost Lost | | |

  ## Procedure

  - Look where the meal is
    - When: Given to the rider
      - Conclude: Result=Found
    - When: Not made
      - Conclude: Result=Lost
  """
