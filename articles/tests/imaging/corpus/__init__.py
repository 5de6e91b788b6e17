"""Picture files that the tests make themselves: good ones with what they show, bad ones with why they are refused."""
