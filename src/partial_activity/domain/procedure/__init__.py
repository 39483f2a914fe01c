"""The procedure as questions: what a use case asks of the law, by the day that drives each rule."""
