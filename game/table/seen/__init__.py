"""What each seat may see: dashboards, facts, the observation, outlooks and answers to 'why?'."""
