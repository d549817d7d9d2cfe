package main

import "flag"

var update = flag.Bool("update", false, "write what the documents show of the code: outputs, keys and lists")
