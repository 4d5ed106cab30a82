"""What can be done with books: one verb, one transaction each."""

from octavo.books.actions.books import add_book, change_address, change_book, free_address, hand_back, remember_hand
from octavo.books.actions.bulk_prices import PricesHaveChanged, change_prices_as_previewed
from octavo.books.actions.drafts import hand_back_book, has_made_address, keep_up_with_draft
from octavo.books.actions.edition_rows import move_in_order, set_sale_links
from octavo.books.actions.editions import (
    add_edition,
    bring_back_edition,
    change_edition,
    move_edition,
    withdraw_edition,
)
from octavo.books.actions.merging import merge_books, undo_merge
from octavo.books.actions.named import free_slug_of, lead_from_former_slug, shelve_books_of
from octavo.books.actions.order import add_series, add_subject, get_or_add_publisher, get_or_add_series, move_subject
from octavo.books.actions.price_lines import hand_back_price, take_back_price
from octavo.books.actions.prices import FirstLine, change_prices, open_ledgers, set_price
from octavo.books.actions.shelve import shelve, shelve_everything, shelve_what_is_due, shelving_together
from octavo.books.actions.translations import add_translation

__all__ = [
    "FirstLine",
    "PricesHaveChanged",
    "add_book",
    "add_edition",
    "add_series",
    "add_subject",
    "add_translation",
    "bring_back_edition",
    "change_address",
    "change_book",
    "change_edition",
    "change_prices",
    "change_prices_as_previewed",
    "free_address",
    "free_slug_of",
    "get_or_add_publisher",
    "get_or_add_series",
    "hand_back",
    "hand_back_book",
    "hand_back_price",
    "has_made_address",
    "keep_up_with_draft",
    "lead_from_former_slug",
    "merge_books",
    "move_edition",
    "move_in_order",
    "move_subject",
    "open_ledgers",
    "remember_hand",
    "set_price",
    "set_sale_links",
    "shelve",
    "shelve_books_of",
    "shelve_everything",
    "shelve_what_is_due",
    "shelving_together",
    "take_back_price",
    "undo_merge",
    "withdraw_edition",
]
