"""The entries of model_list: ids, keys, addresses."""
